import type { MappedClaims } from '../claims/map-claims.ts';
import type { FlowId } from '../ids/flow-id.ts';
import { defined } from '../objects/defined.ts';
import { acceptedUntil } from '../saml/inbound/assertion/clock-skew.ts';
import type { AcceptedAssertion } from '../saml/inbound/verify.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { User } from '../users/user.ts';
import { authenticationOf } from './authentication.ts';
import type { CompletedSignIn } from './flow-store.ts';
import { initiationOf, isSolicited } from './initiation.ts';
import { responseProfileOf } from './response-profile.ts';
import { browserCodeOf } from './sessions/browser-name.ts';
import { trustEndOf } from './trust-end.ts';

/** What a session is made of, beside its user. */
export interface SessionSource {
  readonly tenant: Tenant;
  readonly accepted: AcceptedAssertion;
  /** The longest session of this deployment, in seconds. Default: what the tenant says. */
  readonly maximumSessionSeconds?: number | undefined;
  /** Whether a restart led to this sign-in. Default false. */
  readonly wasRestarted?: boolean;
  /** The User-Agent header of the browser that signs in. Default: none. */
  readonly userAgent?: string | undefined;
  readonly now: Date;
}

/**
 * Returns the session that the one write makes. It ends after the tenant's session length, the deployment's maximum, or
 * at the directory's SessionNotOnOrAfter, or when the tenant's last trusted key expires, whichever comes first. Its item is stored longer if the assertion is valid
 * longer, because it also prevents a second use.
 */
export function completedSignIn(
  id: FlowId,
  user: User,
  claims: MappedClaims,
  sessionHash: string,
  { tenant, accepted, maximumSessionSeconds, wasRestarted = false, userAgent, now }: SessionSource,
): CompletedSignIn {
  const { confirmation, conditions, sessionNotOnOrAfter, sessionIndex } = accepted;
  const longestSeconds = Math.min(
    tenant.sessionLengthSeconds,
    maximumSessionSeconds ?? Number.POSITIVE_INFINITY,
  );
  const sessionEnds = Math.min(
    now.getTime() + longestSeconds * 1_000,
    sessionNotOnOrAfter?.getTime() ?? Number.POSITIVE_INFINITY,
    trustEndOf(tenant.connection, now)?.getTime() ?? Number.POSITIVE_INFINITY,
  );
  // Conditions last a day at most. A confirmation may end at a date that no store can write.
  const assertionEnds = acceptedUntil(conditions.notOnOrAfter).getTime();
  return {
    app: tenant.app,
    tenant: tenant.id,
    id,
    tenantCreatedAt: tenant.createdAt,
    initiatedBy: isSolicited(confirmation.inResponseTo) ? 'sp' : 'idp',
    launch: initiationOf(confirmation.inResponseTo, wasRestarted),
    signedInAt: now,
    sessionExpiresAt: new Date(sessionEnds),
    expiresAt: new Date(Math.max(sessionEnds, assertionEnds)),
    sessionHash,
    user: {
      id: user.id,
      signInName: user.signInName,
      ...defined({ displayName: user.displayName }),
    },
    ...authenticationOf(accepted),
    ...(Object.keys(claims).length === 0 ? {} : { claims }),
    // As they were read: whatever ends the sessions of the user or the tenant after that ends this one too.
    ...defined({ userGeneration: user.sessionGeneration, tenantGeneration: tenant.sessionGeneration }),
    issuer: accepted.issuer,
    assertionId: accepted.id,
    nameId: accepted.disclosed ? accepted.nameId.value : user.signInName,
    ...(accepted.disclosed ? qualifiersOf(accepted) : {}),
    ...defined({ idleTimeoutSeconds: tenant.idleTimeoutSeconds }),
    ...defined({ sessionIndex, browser: browserCodeOf(userAgent), shape: responseProfileOf(accepted) }),
  };
}

function qualifiersOf({ nameId }: AcceptedAssertion): Pick<CompletedSignIn, 'nameQualifiers'> {
  const { nameQualifier, spNameQualifier } = nameId;
  const nameQualifiers = defined({ nameQualifier, spNameQualifier });
  return Object.keys(nameQualifiers).length === 0 ? {} : { nameQualifiers };
}
