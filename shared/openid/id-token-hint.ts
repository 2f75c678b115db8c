import { Buffer } from 'node:buffer';
import { compactVerify, createLocalJWKSet, errors, type JWK } from 'jose';
import * as v from 'valibot';
import { type ClientId, parseClientId } from '../ids/client-id.ts';
import { parseTenantId, type TenantId } from '../ids/tenant-id.ts';

/** What an ID token that we issued says of its session. */
export interface IdTokenHint {
  readonly issuer: string;
  readonly client: ClientId;
  readonly tenant: TenantId;
  /** The `sid`: the session's flow. */
  readonly session: string;
}

/** Returns our public keys: also those that signed tokens of late. */
export interface TokenVerificationKeys {
  all(): Promise<readonly JWK[]>;
}

/** An ID token has under 4 kB. */
const maximumHintLength = 8_192;

const claims = v.object({
  iss: v.string(),
  aud: v.pipe(v.string(), v.transform(parseClientId), v.nonNullish(v.any())),
  tenant: v.pipe(v.string(), v.transform(parseTenantId), v.nonNullish(v.any())),
  sid: v.string(),
  sub: v.string(),
});

/**
 * Returns what an `id_token_hint` says, if one of our keys signed it: RS256 and nothing else, for one audience. Its
 * expiry does not count: a session outlives its tokens. Undefined for any other text: then it is as if there were none.
 * At first one request to KMS for each key, which the process then remembers.
 * @throws the key store's error where it is unavailable
 * @see https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout
 */
export async function readIdTokenHint(
  keys: TokenVerificationKeys,
  text: string,
): Promise<IdTokenHint | undefined> {
  if (text.length > maximumHintLength) return undefined;
  const keySet = createLocalJWKSet({ keys: [...(await keys.all())] });
  try {
    const { payload, protectedHeader } = await compactVerify(text, keySet, { algorithms: ['RS256'] });
    // A logout token has the same issuer and audience, and another type.
    if (protectedHeader.typ !== 'JWT') return undefined;
    const read = v.safeParse(claims, JSON.parse(Buffer.from(payload).toString('utf8')));
    if (!read.success) return undefined;
    const { iss: issuer, aud: client, tenant, sid: session } = read.output;
    return { issuer, client, tenant, session };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
