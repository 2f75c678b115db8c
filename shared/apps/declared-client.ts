import type { ClientId } from '../ids/client-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';

/** An OpenID Connect client as an app document declares it. Its secrets are never in the document. */
export interface DeclaredClient {
  /** Unique in a stage. */
  readonly id: ClientId;
  readonly displayName: string;
  readonly authentication: 'secret' | 'none' | 'private-key';
  /** Templates with `{tenant}`. */
  readonly redirectUris: readonly string[];
  /** Templates with `{tenant}`. */
  readonly postLogoutRedirectUris: readonly string[];
  readonly backChannelLogoutUri?: string;
  /** The only tenants whose people it signs in. Default: every tenant of the app. */
  readonly tenants?: readonly TenantId[];
  /** Public keys, where `authentication` is `private-key`. */
  readonly publicKeys?: { readonly keys: readonly DeclaredPublicKey[] };
}

/** A public key without any private part. @see https://www.rfc-editor.org/rfc/rfc7517#section-4 */
type DeclaredPublicKey =
  | {
      readonly kty: 'RSA';
      readonly n: string;
      readonly e: string;
      readonly alg?: 'RS256' | 'PS256';
      readonly kid?: string;
      readonly use?: 'sig';
    }
  | {
      readonly kty: 'EC';
      readonly crv: 'P-256';
      readonly x: string;
      readonly y: string;
      readonly alg?: 'ES256';
      readonly kid?: string;
      readonly use?: 'sig';
    };
