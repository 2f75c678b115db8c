import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';

/** What a verifier of AWS is configured with, and what it fetched. */
export interface JwtCheck {
  readonly issuer: string;
  /** The body of the JWKS endpoint, as received. */
  readonly jwks: string;
  readonly now: Date;
}

type Claims = Readonly<Record<string, unknown>>;
type Verdict = { readonly claims: Claims } | { readonly fault: string };

const maximumJwksBytes = 150_000;

/**
 * Judges a token as an Application Load Balancer does: RS256 alone; at most 150 kB and 10 keys; `iss` and `exp` must be
 * there; `nbf` and `iat` count if they are.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-verify-jwt.html
 */
export function loadBalancerVerdict(token: string, check: JwtCheck): Verdict {
  if (keysIn(check.jwks).length > 10) return { fault: 'more than 10 keys' };
  return verdict(token, check, ['RS256']);
}

/**
 * Judges a token as the JWT authorizer of an HTTP API does: RSA-based algorithms; the `kid` of a published key; `iss`;
 * `aud`, or `client_id` where there is no `aud`, among the audiences; `exp`, `nbf`, `iat`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function httpApiVerdict(
  header: string,
  { audience, ...check }: JwtCheck & { readonly audience: readonly string[] },
): Verdict {
  const judged = verdict(header.replace(/^Bearer /, ''), check, ['RS256', 'RS384', 'RS512']);
  if ('fault' in judged) return judged;
  const named = judged.claims['aud'] ?? judged.claims['client_id'];
  const isMeant = [named].flat().some((each) => audience.includes(String(each)));
  return isMeant ? judged : { fault: 'another audience' };
}

/** Judges a token as the JWT authorizer of a REST API does: as {@link httpApiVerdict}, and elliptic curves too. */
export function restApiVerdict(
  header: string,
  { audience, ...check }: JwtCheck & { readonly audience: readonly string[] },
): Verdict {
  const algorithms = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'];
  const judged = verdict(header.replace(/^Bearer /, ''), check, algorithms);
  if ('fault' in judged) return judged;
  const isMeant = [judged.claims['aud']].flat().some((each) => audience.includes(String(each)));
  return isMeant ? judged : { fault: 'another audience' };
}

function verdict(token: string, { issuer, jwks, now }: JwtCheck, algorithms: readonly string[]): Verdict {
  if (Buffer.byteLength(jwks) > maximumJwksBytes) return { fault: 'the key set is too large' };
  const [head = '', body = '', signature = '', ...more] = token.split('.');
  if (signature === '' || more.length > 0) return { fault: 'no JWT' };
  const { alg, kid } = decoded(head);
  if (!algorithms.includes(String(alg))) return { fault: `the algorithm ${alg}` };
  const key = keysIn(jwks).find((each) => each['kid'] === kid && kid !== undefined);
  if (key === undefined) return { fault: 'no such key' };
  const hash = `sha${String(alg).slice(2)}`;
  const isSigned = verify(
    hash,
    Buffer.from(`${head}.${body}`),
    createPublicKey({ key, format: 'jwk' }),
    Buffer.from(signature, 'base64url'),
  );
  if (!isSigned) return { fault: 'the signature' };
  const claims = decoded(body);
  const seconds = now.getTime() / 1_000;
  if (claims['iss'] !== issuer) return { fault: 'another issuer' };
  if (!(Number(claims['exp']) > seconds)) return { fault: 'expired' };
  if (claims['nbf'] !== undefined && Number(claims['nbf']) > seconds) return { fault: 'not valid yet' };
  if (claims['iat'] !== undefined && Number(claims['iat']) > seconds)
    return { fault: 'issued in the future' };
  return { claims };
}

function keysIn(jwks: string): readonly JsonWebKey[] {
  return (JSON.parse(jwks) as { keys: JsonWebKey[] }).keys;
}

function decoded(part: string): Claims {
  return JSON.parse(Buffer.from(part, 'base64url').toString()) as Claims;
}
