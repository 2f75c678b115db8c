import type { ClientId } from '../ids/client-id.ts';

/** The scopes that a client may ask for; others are ignored. Each but `openid` chooses claims. */
export const scopes = ['openid', 'profile', 'email', 'groups', 'roles'] as const;

/** One of {@link scopes}. */
export type Scope = (typeof scopes)[number];

/**
 * A checked authorization request: what a flow or a grant keeps of it, as JSON. Its client exists, and its redirect URI
 * matches a template of that client for the tenant of the flow.
 * @see https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest
 */
export interface Authorization {
  readonly client: ClientId;
  /** The issuer that the client asked: `https://login.example.com`. While an app moves, it has two. */
  readonly issuer: string;
  /** As requested: the token endpoint compares it, and the browser is redirected to exactly this. */
  readonly redirectUri: string;
  /** `openid` and what else the client asked for, in the order of {@link scopes}. */
  readonly scope: readonly Scope[];
  readonly state?: string;
  readonly nonce?: string;
  /** SHA-256 of the code verifier, base64url: `S256` of RFC 7636, the only method. */
  readonly codeChallenge?: string;
  /** `prompt=login`: the directory must ask the person to sign in again. Default false. */
  readonly reauthenticate?: true;
  /** `max_age`: how old the person's authentication may be, in seconds. Default: any age. */
  readonly maxAgeSeconds?: number;
  /** `acr_values`: authentication contexts that the client prefers, the best first. Default: any. */
  readonly acrValues?: readonly string[];
}
