import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { issuerFor, type Provider, type RegisteredClient, register } from './openid-provider.ts';
import { now } from './samples.ts';

/** The keys of a client, one for each algorithm, and one that no client has registered. */
export const clientKeys = {
  rsa: generateKeyPairSync('rsa', { modulusLength: 2_048 }),
  ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  other: generateKeyPairSync('rsa', { modulusLength: 2_048 }),
};

/** The time of the tests, in seconds. */
export const seconds = Math.floor(now.getTime() / 1_000);

/** Registers a client that authenticates by a private key. */
export function registerWithKeys(
  provider: Provider,
  pairs: readonly { readonly publicKey: KeyObject }[] = [clientKeys.rsa, clientKeys.ec],
): RegisteredClient {
  const keys = pairs.map(({ publicKey }) => publicKey.export({ format: 'jwk' }) as never);
  return register(provider, { authentication: 'private-key', publicKeys: { keys } });
}

/** Signs an assertion of a client for the issuer. */
export function clientAssertion(
  provider: Provider,
  id: string,
  claims: Readonly<Record<string, unknown>> = {},
  { alg = 'RS256', key = clientKeys.rsa.privateKey as KeyObject | Uint8Array, header = {} } = {},
): Promise<string> {
  const facts = { iss: id, sub: id, aud: issuerFor(provider, 'timetrack'), jti: randomUUID() };
  return new SignJWT({ ...facts, exp: seconds + 60, ...claims })
    .setProtectedHeader({ alg, ...header })
    .sign(key);
}

/** The parameters that send an assertion. */
export function assertionParameters(assertion: string) {
  return {
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  };
}
