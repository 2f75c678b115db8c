import { articleFacts } from '../../shared/apps/article-facts.ts';
import { tenantUrls } from '../../shared/apps/urls.ts';
import { type Answer, redirect, withHeaders } from '../../shared/http/answer.ts';
import { activatePage, donePage } from '../../shared/pages/setup/activate-page.ts';
import { setupPage } from '../../shared/pages/setup/setup-answer.ts';
import { createPage, peoplePage, valuesPage } from '../../shared/pages/setup/steps-in-entra.ts';
import { testPage } from '../../shared/pages/setup/test-page.ts';
import { isConfigured, isRunning } from '../../shared/tenants/connection.ts';
import {
  type ActivationRejectedReason,
  connectionOf,
  whyNotActivated,
} from '../../shared/tenants/draft/activate-draft.ts';
import { type SetupStep, setupSteps } from '../../shared/tenants/draft/connection-draft.ts';
import { draftOf, withoutDraft } from '../../shared/tenants/draft/draft.ts';
import { isProven } from '../../shared/tenants/keys/proven-keys.ts';
import { pageParameter, pagePath } from './addresses.ts';
import type { SetupDependencies } from './dependencies.ts';
import { layoutOf } from './layout.ts';
import { pollIntervalSeconds, pollTestHref, testPollingOf } from './poll-test-result.ts';
import { isRenewalInput } from './renews.ts';
import { inputWarnings, showConnection, unprovenKeysOf, withClaim } from './review.ts';
import type { SetupPageSession } from './session.ts';
import { showLog } from './show-log.ts';
import { testResult } from './test-result.ts';

/** The page that the address names; where it names none, the one where the administrator stands. */
export async function showPage(deps: SetupDependencies, open: SetupPageSession): Promise<Answer> {
  const session = withOwnDraft(open);
  const { request, location, tenant } = session;
  const name = new URLSearchParams(request.rawQuery).get(pageParameter) ?? '';
  if (name === 'done' && isConfigured(tenant.connection)) return showDone(session);
  if (name === 'renew' && isConfigured(tenant.connection)) return showConnection(session, true);
  if (name === 'log') return showLog(deps, session);
  const step = setupSteps.find((each) => each === name);
  return step === undefined ? redirect(pagePath(location, whereNow(session))) : showStep(deps, session, step);
}

/** A link that renews has nothing to do with a set-up that is under way: it sees what runs, and its own renewal. */
function withOwnDraft(session: SetupPageSession): SetupPageSession {
  const { link, tenant } = session;
  const isHidden = link.intent === 'renew-certificate' && tenant.draft?.link !== link.id;
  return isHidden ? { ...session, tenant: withoutDraft(tenant) } : session;
}

function whereNow({ tenant, link }: SetupPageSession): SetupStep | 'done' {
  const { draft, connection } = tenant;
  if (draft !== undefined) return draft.step;
  if (link.intent === 'renew-certificate' && isConfigured(connection)) return 'connection';
  return isConfigured(connection) ? 'done' : 'create';
}

async function showStep(
  deps: SetupDependencies,
  session: SetupPageSession,
  step: SetupStep,
): Promise<Answer> {
  const { location, tenant } = session;
  const { app } = location.site;
  const frame = layoutOf(session);
  const show = (markup: string) => setupPage(200, markup);
  switch (step) {
    case 'create':
      return show(createPage(frame, app.identifier === 'fixed'));
    case 'values':
      return show(
        valuesPage(frame, tenantUrls(location.site, tenant.id), app.landingPathOfItem !== undefined),
      );
    case 'connection':
      return showConnection(session, isRenewalInput(session));
    case 'people':
      return show(peoplePage(frame, app.id, articleFacts[app.id].usersAreActivated));
    case 'test':
      return showTest(session);
    case 'activate':
      // With nothing to activate, what is active is shown.
      return tenant.draft === undefined && isConfigured(tenant.connection)
        ? redirect(pagePath(location, 'done'))
        : showActivate(deps, session);
  }
}

function showTest(session: SetupPageSession): Answer {
  const { location, tenant, request } = session;
  const draft = draftOf(tenant, request.receivedAt);
  const isComplete = connectionOf(tenant.connection, draft) !== undefined;
  const waiting = testPollingOf(request, location, draft);
  const view = {
    draft,
    isComplete,
    unproven: unprovenKeysOf(session, draft.values),
    result: testResult(session, draft),
    waitHref: pollTestHref(location, request.receivedAt),
    waiting: waiting && (waiting.nextHref === undefined ? 'given-up' : 'looking'),
    hereHref: pagePath(location, 'test'),
  } as const;
  const answer = setupPage(200, testPage(layoutOf(session), view));
  return waiting?.nextHref === undefined
    ? answer
    : withHeaders(answer, { refresh: `${pollIntervalSeconds};url=${waiting.nextHref}` });
}

/** The last step, also where the button was refused. */
export async function showActivate(
  deps: SetupDependencies,
  session: SetupPageSession,
  refusedNow?: ActivationRejectedReason | 'guarded',
): Promise<Answer> {
  const { tenant, request } = session;
  const draft = draftOf(tenant, request.receivedAt);
  const view = {
    draft,
    becoming: withClaim(session, draft.values),
    running: tenant.connection,
    refused: refusedNow ?? whyNotActivated(tenant, draft.revision, request.receivedAt),
    lastSignInAt: await lastSignInOf(deps, session),
    warnings: inputWarnings(session, draft.values),
    unproven: unprovenKeysOf(session, draft.values),
  };
  const status = refusedNow === undefined ? 200 : 409;
  return setupPage(status, activatePage(layoutOf(session), view));
}

/** When somebody last signed in by the connection that runs, as long as that is kept: one request, or none. */
async function lastSignInOf(
  { signIns }: SetupDependencies,
  { tenant }: SetupPageSession,
): Promise<Date | undefined> {
  if (!isRunning(tenant.connection)) return undefined;
  for await (const { signedInAt } of signIns.list(tenant)) return signedInAt;
  return undefined;
}

function showDone(session: SetupPageSession): Answer {
  const { location, tenant } = session;
  const { signOnUrl } = tenantUrls(location.site, tenant.id);
  const view = {
    running: tenant.connection,
    unproven: tenant.connection.trustedKeys.filter((key) => !isProven(tenant.connection, key)),
    signOnUrl,
    renewHref: pagePath(location, 'renew'),
    changeHref: pagePath(location, 'connection'),
    testHref: pagePath(location, 'test'),
    logHref: pagePath(location, 'log'),
  };
  return setupPage(200, donePage(layoutOf(session), view));
}
