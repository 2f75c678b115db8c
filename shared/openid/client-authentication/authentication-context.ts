import type { OpenIdClient } from '../client.ts';

/** At which addresses and when a client authenticates. */
export interface AuthenticationContext {
  /** What a signed assertion may name as its audience: the issuers of the host, and its endpoints. */
  readonly audiencesOf: (client: OpenIdClient) => readonly string[];
  readonly now: Date;
}
