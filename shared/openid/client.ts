import * as v from 'valibot';
import type { AppId } from '../ids/app-id.ts';
import type { ClientId } from '../ids/client-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';

/**
 * How a client proves itself at the token endpoint: `secret` by `client_secret_basic` or `client_secret_post`;
 * `private-key` by `private_key_jwt`; `none` for a program that cannot keep a secret, which must use PKCE.
 */
type ClientAuthentication = 'secret' | 'none' | 'private-key';

/** A secret of a client: the store holds only its hash. */
interface ClientSecret {
  /** SHA-256, base64url: `hashOfSecret`. */
  readonly hash: string;
  readonly createdAt: Date;
  /** From this time on it proves nothing. Default: never. */
  readonly expiresAt?: Date;
}

/** A public key of a client, as a JSON Web Key. @see https://www.rfc-editor.org/rfc/rfc7517#section-4 */
type ClientPublicKey = v.InferOutput<typeof clientPublicKeySchema>;

const base64url = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,1024}$/));
const named = {
  kid: v.exactOptional(v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,128}$/))),
  use: v.exactOptional(v.literal('sig')),
};

/** A public key without any private part: every other member is refused. */
export const clientPublicKeySchema = v.variant('kty', [
  v.strictObject({
    kty: v.literal('RSA'),
    n: base64url,
    e: base64url,
    alg: v.exactOptional(v.picklist(['RS256', 'PS256'])),
    ...named,
  }),
  v.strictObject({
    kty: v.literal('EC'),
    crv: v.literal('P-256'),
    x: base64url,
    y: base64url,
    alg: v.exactOptional(v.literal('ES256')),
    ...named,
  }),
]);

/** A program that signs people in by OpenID Connect: a load balancer, a framework, the vendor's own application. */
export interface OpenIdClient {
  readonly app: AppId;
  readonly id: ClientId;
  /** For lists and logs: "Reports (production)". No page shows it. */
  readonly displayName: string;
  readonly authentication: ClientAuthentication;
  /** Where a code may be sent: templates, see `parseRedirectTemplate`. */
  readonly redirectUris: readonly string[];
  /** Where a browser may be sent after sign-out: templates. */
  readonly postLogoutRedirectUris: readonly string[];
  /** Where a logout token is posted when a session ends. Default: nowhere. */
  readonly backChannelLogoutUri?: string;
  /** The only tenants whose people it signs in. Default: every tenant of the app. */
  readonly tenants?: readonly TenantId[];
  /** At most {@link maximumClientSecrets}, the oldest first. None unless `authentication` is `secret`. */
  readonly secrets: readonly ClientSecret[];
  /** Only where `authentication` is `private-key`. */
  readonly publicKeys?: { readonly keys: readonly ClientPublicKey[] };
}

/** How many secrets a client has while one replaces the other. */
export const maximumClientSecrets = 2;
