import { articleFacts } from '../../shared/apps/article-facts.ts';
import { tenantUrls } from '../../shared/apps/urls.ts';
import { type Answer, redirect, withHeaders } from '../../shared/http/answer.ts';
import { activatePage, donePage } from '../../shared/pages/setup/activate-page.ts';
import { setupPage } from '../../shared/pages/setup/setup-answer.ts';
import { createPage, peoplePage, valuesPage } from '../../shared/pages/setup/steps-in-entra.ts';
import { testPage } from '../../shared/pages/setup/test-page.ts';
import { isRunning, isSetUp } from '../../shared/tenants/connection.ts';
import {
  type ActivationRefusedReason,
  connectionOf,
  whyNotActivated,
} from '../../shared/tenants/draft/activate-draft.ts';
import { type SetupStep, setupSteps } from '../../shared/tenants/draft/connection-draft.ts';
import { draftOf, withoutDraft } from '../../shared/tenants/draft/draft.ts';
import { isProven } from '../../shared/tenants/keys/proven-keys.ts';
import { pageParameter, pagePath } from './addresses.ts';
import type { SetupPorts } from './dependencies.ts';
import { frameOf } from './layout.ts';
import { lookEverySeconds, waitHref, waitingOf } from './poll-test-result.ts';
import { renews } from './renews.ts';
import { showConnection, unprovenAmong, warningsAbout, withClaim } from './review.ts';
import type { SetupVisit } from './session.ts';
import { showLog } from './show-log.ts';
import { testResult } from './test-result.ts';

/** The page that the address names; where it names none, the one where the administrator stands. */
export async function showPage(ports: SetupPorts, open: SetupVisit): Promise<Answer> {
  const visit = withOwnDraft(open);
  const { request, location, tenant } = visit;
  const name = new URLSearchParams(request.rawQuery).get(pageParameter) ?? '';
  if (name === 'done' && isSetUp(tenant.connection)) return showDone(visit);
  if (name === 'renew' && isSetUp(tenant.connection)) return showConnection(visit, true);
  if (name === 'log') return showLog(ports, visit);
  const step = setupSteps.find((each) => each === name);
  return step === undefined ? redirect(pagePath(location, whereNow(visit))) : showStep(ports, visit, step);
}

/** A link that renews has nothing to do with a set-up that is under way: it sees what runs, and its own renewal. */
function withOwnDraft(visit: SetupVisit): SetupVisit {
  const { link, tenant } = visit;
  const isHidden = link.intent === 'renew-certificate' && tenant.draft?.link !== link.id;
  return isHidden ? { ...visit, tenant: withoutDraft(tenant) } : visit;
}

function whereNow({ tenant, link }: SetupVisit): SetupStep | 'done' {
  const { draft, connection } = tenant;
  if (draft !== undefined) return draft.step;
  if (link.intent === 'renew-certificate' && isSetUp(connection)) return 'connection';
  return isSetUp(connection) ? 'done' : 'create';
}

async function showStep(ports: SetupPorts, visit: SetupVisit, step: SetupStep): Promise<Answer> {
  const { location, tenant } = visit;
  const { app } = location.site;
  const frame = frameOf(visit);
  const show = (markup: string) => setupPage(200, markup);
  switch (step) {
    case 'create':
      return show(createPage(frame, app.identifier === 'fixed'));
    case 'values':
      return show(
        valuesPage(frame, tenantUrls(location.site, tenant.id), app.landingPathOfItem !== undefined),
      );
    case 'connection':
      return showConnection(visit, renews(visit));
    case 'people':
      return show(peoplePage(frame, app.id, articleFacts[app.id].usersAreActivated));
    case 'test':
      return showTest(visit);
    case 'activate':
      // With nothing to activate, what is active is shown.
      return tenant.draft === undefined && isSetUp(tenant.connection)
        ? redirect(pagePath(location, 'done'))
        : showActivate(ports, visit);
  }
}

function showTest(visit: SetupVisit): Answer {
  const { location, tenant, request } = visit;
  const draft = draftOf(tenant, request.receivedAt);
  const isComplete = connectionOf(tenant.connection, draft) !== undefined;
  const waiting = waitingOf(request, location, draft);
  const view = {
    draft,
    isComplete,
    unproven: unprovenAmong(visit, draft.values),
    result: testResult(visit, draft),
    waitHref: waitHref(location, request.receivedAt),
    waiting: waiting && (waiting.nextHref === undefined ? 'given-up' : 'looking'),
    hereHref: pagePath(location, 'test'),
  } as const;
  const answer = setupPage(200, testPage(frameOf(visit), view));
  return waiting?.nextHref === undefined
    ? answer
    : withHeaders(answer, { refresh: `${lookEverySeconds};url=${waiting.nextHref}` });
}

/** The last step, also where the button was refused. */
export async function showActivate(
  ports: SetupPorts,
  visit: SetupVisit,
  refusedNow?: ActivationRefusedReason | 'guarded',
): Promise<Answer> {
  const { tenant, request } = visit;
  const draft = draftOf(tenant, request.receivedAt);
  const view = {
    draft,
    becoming: withClaim(visit, draft.values),
    running: tenant.connection,
    refused: refusedNow ?? whyNotActivated(tenant, draft.revision, request.receivedAt),
    lastSignInAt: await lastSignInOf(ports, visit),
    warnings: warningsAbout(visit, draft.values),
    unproven: unprovenAmong(visit, draft.values),
  };
  const status = refusedNow === undefined ? 200 : 409;
  return setupPage(status, activatePage(frameOf(visit), view));
}

/** When somebody last signed in by the connection that runs, as long as that is kept: one request, or none. */
async function lastSignInOf({ signIns }: SetupPorts, { tenant }: SetupVisit): Promise<Date | undefined> {
  if (!isRunning(tenant.connection)) return undefined;
  for await (const { signedInAt } of signIns.list(tenant)) return signedInAt;
  return undefined;
}

function showDone(visit: SetupVisit): Answer {
  const { location, tenant } = visit;
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
  return setupPage(200, donePage(frameOf(visit), view));
}
