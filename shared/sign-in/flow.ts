import type { MappedClaims } from '../claims/map-claims.ts';
import type { AppId } from '../ids/app-id.ts';
import type { FlowId } from '../ids/flow-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { UserId } from '../ids/user-id.ts';
import type { Authorization } from '../openid/authorization.ts';
import type { TenantIncarnation } from '../tenants/tenant.ts';
import type { Authentication } from './authentication.ts';
import type { EndOfSession } from './end-of-session.ts';
import type { Initiation } from './initiation.ts';
import type { RequiredAuthentication } from './required-authentication.ts';
import type { ResponseProfile } from './response-profile.ts';

/** What every flow has, in any state. */
interface FlowBase {
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly id: FlowId;
  /**
   * When the tenant was added: it tells the flow from those of earlier tenants of the name. Undefined of a flow that
   * was stored before this was kept.
   */
  readonly tenantCreatedAt?: Date;
  /** When the item stops counting. The code compares it; TTL only deletes. */
  readonly expiresAt: Date;
}

/** A sign-in that waits for the answer of the directory. */
export interface RequestedFlow extends FlowBase, RequiredAuthentication {
  readonly state: 'requested';
  readonly requestedAt: Date;
  /** SHA-256 of the flow cookie's secret, base64url: binds the request to its browser. */
  readonly browserHash: string;
  /** Where the person wanted to go: a path of the tenant's own origin. */
  readonly returnTo?: string;
  /** The request of an OpenID client that this sign-in answers. Undefined: the person opened the application itself. */
  readonly authorization?: Authorization;
}

/** The qualifiers of a NameID (SAML Core 8.3.7), as the assertion had them. */
export interface NameQualifiers {
  readonly nameQualifier?: string;
  readonly spNameQualifier?: string;
}

/** A person signed in, or signed out again. An earlier release did not store its {@link Authentication}. */
export interface SignedInFlow extends FlowBase, Partial<Authentication> {
  readonly state: 'signed-in' | 'signed-out';
  readonly initiatedBy: 'sp' | 'idp';
  /** Undefined for a flow of an old release, which did not record it. */
  readonly launch?: Initiation;
  readonly returnTo?: string;
  /** The request of an OpenID client that this sign-in answered. */
  readonly authorization?: Authorization;
  /** SHA-256 of the secret of the client's code, base64url. It counts only together with `authorization`. */
  readonly codeHash?: string;
  /** When the request began that this sign-in answers; undefined for an unsolicited sign-in. */
  readonly requestedAt?: Date;
  readonly signedInAt: Date;
  /** The session ends here at the latest; `expiresAt` may be later, for the replay guard's sake. */
  readonly sessionExpiresAt: Date;
  /** SHA-256 of the session cookie's secret, base64url. */
  readonly sessionHash: string;
  readonly user: {
    readonly id: UserId;
    readonly signInName: string;
    readonly displayName?: string;
  };
  /** What the application gets of the person beside `user`. Undefined: nothing. */
  readonly claims?: MappedClaims;
  /** The user's `sessionGeneration` at the sign-in. Default 0. */
  readonly userGeneration?: number;
  /** The tenant's `sessionGeneration` at the sign-in. Default 0. */
  readonly tenantGeneration?: number;
  readonly issuer: string;
  readonly assertionId: string;
  readonly nameId: string;
  /** The qualifiers of the NameID. Entra sends none. Default: none. */
  readonly nameQualifiers?: NameQualifiers;
  /**
   * The directory's name of the session: what a LogoutRequest names. Undefined where the assertion had none, or its
   * contents must not leave Latchkey.
   */
  readonly sessionIndex?: string;
  /** How the directory wrote the message. Undefined of a flow that was stored before shapes were kept. */
  readonly shape?: ResponseProfile;
  /** Which browser signed in, as `browserCodeOf` writes it. Undefined where its header told nothing. */
  readonly browser?: string;
  /** How long the session may stay unused, in seconds, as the tenant said at the sign-in. Undefined: always. */
  readonly idleTimeoutSeconds?: number;
  /** When a request last used the session, as far as it was written: see `isUseDue`. Only with an idle time-out. */
  readonly lastUsedAt?: Date;
  /** Why and when it was ended. Undefined while it runs, and of a flow that an earlier release ended. */
  readonly end?: EndOfSession;
}

export type Flow = RequestedFlow | SignedInFlow;

/**
 * Whether `flow` belongs to this tenant, and not to an earlier one of its name. If the flow does not record its tenant,
 * its time decides.
 */
export function belongsToTenant(flow: Flow, { createdAt }: Pick<TenantIncarnation, 'createdAt'>): boolean {
  const { tenantCreatedAt } = flow;
  if (tenantCreatedAt !== undefined) return tenantCreatedAt.getTime() === createdAt.getTime();
  return (flow.state === 'requested' ? flow.requestedAt : flow.signedInAt) >= createdAt;
}

/** Returns `flow`, or undefined if it belongs to an earlier tenant of the name. */
export function unlessOfEarlierTenant(
  flow: Flow | undefined,
  tenant: Pick<TenantIncarnation, 'createdAt'>,
): Flow | undefined {
  return flow !== undefined && belongsToTenant(flow, tenant) ? flow : undefined;
}

/**
 * How long a person has to come back from the directory, in seconds: an hour. Registering a second factor on the way
 * (install an app, pair a phone, wait for a code) takes longer than ten minutes. The length protects nothing: the
 * answer counts once, in the browser that holds the cookie alone, and the assertion brings times of its own.
 */
export const requestLifetimeSeconds = 3_600;
