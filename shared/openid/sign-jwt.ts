import { Buffer } from 'node:buffer';

/** Where the key that signs now comes from. */
export interface CurrentKey {
  current(): Promise<{
    /** The RFC 7638 thumbprint of its public half. */
    readonly kid: string;
    /** Returns the signature of `octets`: RSASSA-PKCS1-v1_5 with SHA-256. */
    sign(octets: Uint8Array): Promise<Uint8Array>;
  }>;
}

/** The claims of a token, as they are written: nothing is added. Undefined ones are left out. */
export type JwtClaims = Readonly<Record<string, unknown>>;

/**
 * Returns a JWT, signed with RS256 by the current key: one use of the key. `type` is the header `typ`.
 * @throws the key store's error where it is unavailable
 * @see https://www.rfc-editor.org/rfc/rfc7515#section-3.1
 */
export async function signJwt(keys: CurrentKey, claims: JwtClaims, type = 'JWT'): Promise<string> {
  const { kid, sign } = await keys.current();
  const signed = `${encoded({ alg: 'RS256', typ: type, kid })}.${encoded(claims)}`;
  const signature = await sign(Buffer.from(signed));
  return `${signed}.${Buffer.from(signature).toString('base64url')}`;
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
