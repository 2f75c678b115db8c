import type { Brand } from './brand.ts';

/**
 * The id of an OpenID client. Latchkey makes `client_` and 22 characters of base64url (128 random bits); a profile may
 * name its clients itself. It is public.
 */
export type ClientId = Brand<string, 'ClientId'>;

const clientIdPattern = /^[A-Za-z0-9._-]{3,64}$/;

/** Returns the client id in `text`, or undefined where it is invalid. Exact: no trimming, no case folding. */
export function parseClientId(text: string): ClientId | undefined {
  return clientIdPattern.test(text) ? (text as ClientId) : undefined;
}
