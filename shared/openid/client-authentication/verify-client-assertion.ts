import { createLocalJWKSet, errors, type JWK, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose';
import { Problem } from '../../problems/problem.ts';
import type { OpenIdClient } from '../client.ts';
import { maximumAssertionSeconds } from './assertion-lifetime.ts';
import type { AuthenticationContext } from './authentication-context.ts';

const clockSkewSeconds = 30;

/** What a registered key may sign with. Nothing symmetric: a public key must never count as a secret. */
const algorithms = ['RS256', 'PS256', 'ES256'];

/**
 * Verifies the JWT by which a client proves that it has its private key: signed by a registered key, issuer and subject
 * the client, exactly one audience that is ours, an id, and valid for at most {@link maximumAssertionSeconds}.
 * @throws Problem `openid-client-refused`
 * @see https://www.rfc-editor.org/rfc/rfc7523#section-3
 */
export async function verifyClientAssertion(
  client: OpenIdClient,
  assertion: string,
  { audiencesOf, now }: AuthenticationContext,
): Promise<void> {
  const options = {
    algorithms,
    issuer: client.id,
    subject: client.id,
    audience: [...audiencesOf(client)],
    requiredClaims: ['exp', 'jti'],
    clockTolerance: clockSkewSeconds,
    currentDate: now,
  };
  let claims: JWTPayload;
  try {
    claims = await claimsOf(assertion, client.publicKeys?.keys ?? [], options);
  } catch (error) {
    if (error instanceof errors.JOSEError) throw refused(`a valid assertion of ${client.id}`, error.code);
    throw error;
  }
  // Of two audiences, the other one may be a server that hands the assertion on.
  if (Array.isArray(claims.aud) && claims.aud.length > 1) {
    throw refused('one audience', `${claims.aud.length} audiences`);
  }
  const secondsLeft = (claims.exp ?? 0) - now.getTime() / 1_000;
  if (secondsLeft > maximumAssertionSeconds + clockSkewSeconds) {
    throw refused(`at most ${maximumAssertionSeconds} seconds`, `${Math.ceil(secondsLeft)} seconds`);
  }
}

/** Returns the claims of a JWT that one of the keys signed. Where no id tells which, each is tried: a client has few. */
async function claimsOf(
  assertion: string,
  keys: readonly JWK[],
  options: JWTVerifyOptions,
): Promise<JWTPayload> {
  try {
    return (await jwtVerify(assertion, createLocalJWKSet({ keys: [...keys] }), options)).payload;
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    for await (const key of error) {
      try {
        return (await jwtVerify(assertion, key, options)).payload;
      } catch (each) {
        if (!(each instanceof errors.JWSSignatureVerificationFailed)) throw each;
      }
    }
    throw new errors.JWSSignatureVerificationFailed();
  }
}

function refused(expected: string, actual: string): Problem {
  return new Problem('openid-client-refused', { expected, actual });
}
