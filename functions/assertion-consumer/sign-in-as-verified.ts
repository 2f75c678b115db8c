import type { Site } from '../../shared/apps/site.ts';
import { claimMappingOf } from '../../shared/claims/claim-mapping.ts';
import { newSecret } from '../../shared/ids/secret.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { readFlowCookie } from '../../shared/sign-in/browser/flow-cookie.ts';
import { wasRestarted } from '../../shared/sign-in/browser/restart-cookie.ts';
import { type SignInOutcome, signIn } from '../../shared/sign-in/sign-in.ts';
import { standingElsewhere } from '../standing-elsewhere.ts';
import type { AssertionConsumerDependencies } from './dependencies.ts';
import { acceptsUnsolicited } from './limits.ts';
import type { PostedResponse } from './posted-response.ts';
import { decidedBy, Rejection } from './rejection.ts';
import { type VerifiedSignIn, verifyMessageFresh } from './verify-message.ts';

/** How often a message is verified whose tenant changes again and again. */
const maximumVerifications = 4;

/** The tenant stands at another address of its app: no session was made, and nothing was spent. */
interface StandsElsewhere {
  readonly kind: 'elsewhere';
  readonly site: Site;
}

/** The outcome of a sign-in, and the verification that it was made by. */
export interface VerifiedSignInResult {
  readonly verified: VerifiedSignIn;
  readonly outcome: Exclude<SignInOutcome, { kind: 'tenant-changed' }> | StandsElsewhere;
}

/**
 * Signs in a person whose message was verified. A cached tenant may be `maximumTenantAgeSeconds` old: if the store
 * has another version of it, the message is verified again for that version. So a key that was retired, a connection that was replaced or a
 * tenant that was disabled or moved a moment ago counts at once. Only then, one more read of the tenant and one of the user.
 * @throws Rejection with those problems of `verifyMessage` and `signIn`; `store-unavailable` where the tenant keeps
 * changing
 */
export async function signInAsVerified(
  deps: AssertionConsumerDependencies,
  posted: PostedResponse,
  first: VerifiedSignIn,
): Promise<VerifiedSignInResult> {
  const { request, location } = posted;
  const attempt = {
    idpInitiated: acceptsUnsolicited(location.site.app, deps.limits),
    maximumSessionSeconds: deps.limits?.maximumSessionSeconds,
    browserSecretOf: (id: Parameters<typeof readFlowCookie>[1]) =>
      readFlowCookie(request.cookies, id)?.secret,
    wantsCode: (id: Parameters<typeof readFlowCookie>[1]) =>
      readFlowCookie(request.cookies, id)?.wantsCode === true,
    wasRestarted: wasRestarted(request.cookies, location.site.app.id, location.tenant),
    userAgent: request.header('user-agent'),
    unsolicitedSecret: newSecret(deps.random),
    now: request.receivedAt,
  };
  let verified = first;
  for (let verification = 1; verification < maximumVerifications; verification += 1) {
    const current = verified;
    const site = standingElsewhere(deps.sites, location, current.tenant);
    // A cached tenant may have been moved since.
    if (site !== undefined && verification > 1) return { verified, outcome: { kind: 'elsewhere', site } };
    if (site === undefined) {
      const claimMapping = claimMappingOf(location.site.app.claims, current.tenant.claims);
      const outcome = await decidedBy(current, () => signIn(deps, { ...attempt, ...current, claimMapping }));
      if (outcome.kind !== 'tenant-changed') return { verified, outcome };
    }
    verified = await verifyMessageFresh(deps.tenants, posted);
  }
  const problem = Problem.authenticated('store-unavailable', {
    actual: 'the tenant changes again and again',
  });
  throw new Rejection(problem, verified);
}
