import { endpointUrl } from '../../../shared/apps/urls.ts';
import { type Answer, redirect, withCookies } from '../../../shared/http/answer.ts';
import {
  type AdministrationFlowId,
  parseAdministrationFlowId,
} from '../../../shared/ids/administration-flow-id.ts';
import { hashOfSecret, newSecret } from '../../../shared/ids/secret.ts';
import { logOpenedAdministration } from '../../../shared/observability/log.ts';
import { Problem } from '../../../shared/problems/problem.ts';
import { setupCookie } from '../../../shared/setup/setup-cookie.ts';
import type { SetupLink } from '../../../shared/setup/setup-link.ts';
import { readFlowCookie } from '../../../shared/sign-in/browser/flow-cookie.ts';
import { withoutDraftOf } from '../../../shared/tenants/draft/draft.ts';
import type { ChangeAuthor } from '../../../shared/tenants/history/tenant-change.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import type { User } from '../../../shared/users/user.ts';
import type { AssertionConsumerDependencies } from '../dependencies.ts';
import { requireReplyUrl } from '../post-target.ts';
import type { PostedResponse } from '../posted-response.ts';
import type { VerifiedSignIn } from '../verify-message.ts';
import { findAdministrator } from './find-administrator.ts';
import {
  isAnsweredHere,
  requireFreshSignIn,
  requireOpenAdministration,
  whyAdministrationNotOpen,
} from './open-administration-flow.ts';

/** Returns the administrator's sign-in that a verified message answers. Undefined: it answers something else. */
export function administrationOf({ accepted }: VerifiedSignIn): AdministrationFlowId | undefined {
  return parseAdministrationFlowId(accepted.confirmation.inResponseTo ?? '');
}

/**
 * Opens the set-up page for the administrator of a verified message: the answer to the very request that this browser
 * began, from a fresh sign-in, by an active user who is an administrator. It neither makes, replaces nor ends a session
 * of the application. Ten requests at most, those of the history included.
 *
 * | refused because of | decided by | problem |
 * |---|---|---|
 * | another browser, an unknown, used or expired request | the flow as read, then the one write that uses it up | `flow-…` |
 * | a directory that did not ask again | `requireFreshSignIn` | `setup-sign-in-not-fresh` |
 * | no evidence of several factors where the tenant requires it | `requireMultiFactor` | `multi-factor-missing` |
 * | an unknown or inactive user, another identity | `recogniseUser` | `user-…` |
 * | a person who is no administrator | `requireAdministrator` | `setup-administrator-required` |
 * @throws Problem, always `authenticated`
 */
export async function openAdministration(
  deps: AssertionConsumerDependencies,
  posted: PostedResponse,
  verified: VerifiedSignIn,
  id: AdministrationFlowId,
): Promise<Answer> {
  try {
    return await openOnce(deps, posted, verified, id);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const problem = error.afterVerification();
    throw verified.accepted.disclosed ? problem : problem.withoutFacts();
  }
}

async function openOnce(
  deps: AssertionConsumerDependencies,
  posted: PostedResponse,
  verified: VerifiedSignIn,
  id: AdministrationFlowId,
): Promise<Answer> {
  requireReplyUrl(posted);
  const { request, location } = posted;
  const { app, id: tenant } = verified.tenant;
  const { receivedAt: now, reference } = request;
  const setupHref = endpointUrl(location.site, tenant, 'setup');
  const browserSecret = readFlowCookie(request.cookies, id)?.secret;
  const flow = await deps.administrationFlows.find(app, tenant, id);
  // After Back or Reload: the page decides whether it is still open.
  if (isAnsweredHere(flow, browserSecret)) return redirect(setupHref);
  const { browserHash, requestedAt } = requireOpenAdministration(
    flow,
    id,
    browserSecret,
    verified.tenant,
    now,
  );
  requireFreshSignIn(verified.accepted.authnInstant, requestedAt);
  const found = await findAdministrator(deps, posted, verified);
  requireAdministrator(found.user);
  const tenantCreatedAt = found.tenant.createdAt;
  const isSpent = await deps.administrationFlows.spend({
    app,
    tenant,
    id,
    browserHash,
    tenantCreatedAt,
    by: reference,
    now,
  });
  if (!isSpent) throw whyAdministrationNotOpen(await deps.administrationFlows.find(app, tenant, id), id, now);
  // The flow cookie stays: by it, the same answer posted again leads to the page.
  return withCookies(redirect(setupHref), await startSetupSession(deps, posted, found));
}

function requireAdministrator({ administrator, signInName }: User): void {
  if (administrator === true) return;
  throw new Problem('setup-administrator-required', { actual: signInName });
}

/**
 * Discards the draft of an administrator's link that has just started again: it was made under a right that has ended
 * since, perhaps by an intruder. A session of before that writes one now finds that its link has started again.
 */
async function discardDraftOfBefore(
  { tenants }: Pick<AssertionConsumerDependencies, 'tenants'>,
  { app, id, draft }: Tenant,
  link: SetupLink,
  author: ChangeAuthor,
): Promise<void> {
  const hasStarted = link.openings === 1;
  if (!hasStarted || draft?.link !== link.id) return;
  await tenants.change(app, id, author, (found) => withoutDraftOf(found, link.id));
}

/** Returns the `Set-Cookie` value of the set-up session. As user and tenant were read: what ends them later ends it. */
async function startSetupSession(
  deps: AssertionConsumerDependencies,
  { request: { receivedAt: now, reference } }: PostedResponse,
  { user, tenant }: { readonly user: User; readonly tenant: Tenant },
): Promise<string> {
  const secret = newSecret(deps.random);
  const { link, session } = await deps.setupLinks.openForAdministrator({
    app: tenant.app,
    tenant: tenant.id,
    administrator: {
      id: user.id,
      signInName: user.signInName,
      userGeneration: user.sessionGeneration ?? 0,
      tenantGeneration: tenant.sessionGeneration ?? 0,
      holder: 'self',
    },
    sessionHash: hashOfSecret(secret),
    now,
  });
  const author = { by: `administrator ${user.signInName}`, at: now };
  await discardDraftOfBefore(deps, tenant, link, author);
  // Before the browser gets its cookie: no page is open that the history does not tell of.
  await deps.tenants.note(tenant.app, tenant.id, author, [
    { kind: 'setup-link', link: link.id, became: 'opened' },
  ]);
  logOpenedAdministration({
    app: tenant.app,
    tenant: tenant.id,
    link: link.id,
    user: user.id,
    reference,
  });
  const cookie = { app: tenant.app, tenant: tenant.id, link: link.id, slot: session.slot, secret };
  return setupCookie(cookie, session.expiresAt, now);
}
