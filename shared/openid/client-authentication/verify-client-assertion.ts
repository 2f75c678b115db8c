import { createLocalJWKSet, errors, jwtVerify } from 'jose';
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
  const keys = client.publicKeys?.keys ?? [];
  let claims: Awaited<ReturnType<typeof jwtVerify>>['payload'];
  try {
    const verified = await jwtVerify(assertion, createLocalJWKSet({ keys: [...keys] }), {
      algorithms,
      issuer: client.id,
      subject: client.id,
      audience: [...audiencesOf(client)],
      requiredClaims: ['exp', 'jti'],
      clockTolerance: clockSkewSeconds,
      currentDate: now,
    });
    claims = verified.payload;
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

function refused(expected: string, actual: string): Problem {
  return new Problem('openid-client-refused', { expected, actual });
}
