import type { ClientId } from '../../ids/client-id.ts';
import { parseClientId } from '../../ids/client-id.ts';
import { hashOfSecret, isSameHash } from '../../ids/secret.ts';
import { Problem } from '../../problems/problem.ts';
import type { OpenIdClient } from '../client.ts';
import type { AuthenticationContext } from './authentication-context.ts';
import type { PresentedClient } from './presented-client.ts';

/** Looks up clients. */
interface ClientLookup {
  find(id: ClientId): Promise<OpenIdClient | undefined>;
}

/** What the methods of the standard are in a client's registration. */
const registrations = {
  client_secret_basic: 'secret',
  client_secret_post: 'secret',
  private_key_jwt: 'private-key',
  none: 'none',
} as const satisfies Readonly<Record<PresentedClient['method'], OpenIdClient['authentication']>>;

/**
 * Returns the client that a request proves to be: one read, and none for a text that is no client's id. Clients that do
 * not exist and proofs that fail are told alike; the log says which.
 * @throws Problem `openid-client-refused`, `openid-client-secret-expired`
 * @see https://openid.net/specs/openid-connect-core-1_0.html#ClientAuthentication
 */
export async function authenticateClient(
  clients: ClientLookup,
  presented: PresentedClient,
  context: AuthenticationContext,
): Promise<OpenIdClient> {
  const id = parseClientId(presented.id);
  const client = id && (await clients.find(id));
  if (client === undefined) throw refused('a client that exists', 'another one');
  if (client.authentication !== registrations[presented.method]) {
    throw refused(`${client.id} by ${client.authentication}`, presented.method);
  }
  if (presented.method === 'private_key_jwt') {
    // Few clients use it: the library is loaded when one does.
    const { verifyClientAssertion } = await import('./verify-client-assertion.ts');
    await verifyClientAssertion(client, presented.assertion, context);
  } else if (presented.method !== 'none') {
    requireSecret(client, presented.secret, context.now);
  }
  return client;
}

function requireSecret({ id, secrets }: OpenIdClient, secret: string, now: Date): void {
  const hash = hashOfSecret(secret);
  // Every secret is compared, so that the time says nothing about which one is right.
  const right = secrets.filter((each) => isSameHash(each.hash, hash));
  const [first] = right;
  if (first === undefined) throw refused(`a secret of ${id}`, 'another one');
  if (right.every(({ expiresAt }) => expiresAt !== undefined && expiresAt <= now)) {
    throw new Problem('openid-client-secret-expired', {
      expected: `a valid secret of ${id}`,
      actual: `one that expired at ${first.expiresAt?.toISOString()}`,
    });
  }
}

function refused(expected: string, actual: string): Problem {
  return new Problem('openid-client-refused', { expected, actual });
}
