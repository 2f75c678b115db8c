import type { TrustedKey } from '../../shared/saml/inbound/signature/trusted-key.ts';
import { facts, trakstarFacts } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { asCertificate, asThumbprint } from '../fixtures/trusted-key.ts';

/** The two apps of the gallery, each with what its tenant `acme` expects of a message. */
export type AppName = 'timetrack' | 'trakstar';

/** What Entra signs: its "Signing Option". */
export type SigningMode = 'assertion' | 'response';

/** What one tenant of an app expects, and whom it trusts. */
export interface World {
  readonly issuer: string;
  readonly identifier: string;
  readonly replyUrl: string;
  readonly trustedKeys: readonly TrustedKey[];
}

/** Trust in the form that each app's admin hands over: a thumbprint, a certificate. */
export const worlds: Readonly<Record<AppName, World>> = {
  timetrack: {
    issuer: facts.issuer,
    identifier: facts.identifier,
    replyUrl: facts.replyUrl,
    trustedKeys: [asThumbprint(signingKey())],
  },
  trakstar: {
    issuer: facts.issuer,
    ...trakstarFacts,
    trustedKeys: [asCertificate(signingKey())],
  },
};
