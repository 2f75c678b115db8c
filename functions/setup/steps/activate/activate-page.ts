import { html } from 'hono/html';
import { tenantUrls } from '../../../../shared/apps/urls.ts';
import type { Answer } from '../../../../shared/http/answer.ts';
import type { Markup } from '../../../../shared/pages/markup.ts';
import { setupTextsOf } from '../../../../shared/pages/text/setup-texts.ts';
import { utcTime } from '../../../../shared/pages/utc-time.ts';
import type { SignInLog } from '../../../../shared/sign-in/log/sign-in-log.ts';
import { isConfigured, isRunning } from '../../../../shared/tenants/connection.ts';
import {
  type ActivationRejectedReason,
  whyNotActivated,
} from '../../../../shared/tenants/draft/activate-draft.ts';
import type { ConnectionDraft } from '../../../../shared/tenants/draft/connection-draft.ts';
import { draftOf } from '../../../../shared/tenants/draft/draft.ts';
import { revisionField, setupForm } from '../../form.ts';
import { stepPage } from '../../layout.ts';
import { siteOfTest } from '../../move.ts';
import { peopleCount } from '../../people-count.ts';
import type { SetupPageSession } from '../../session.ts';
import { settingsSummary, warningList } from '../../settings-summary.ts';
import type { StepDependencies } from '../step.ts';

/** Why a draft is not activated: its own state, or a key that another tenant has proven. */
export type ActivationProblem = ActivationRejectedReason | 'guarded';

/**
 * Returns the page of step 6: what activation changes, and the button for it. One request: it counts people. One
 * more if the connection is active: it shows the last sign-in.
 * @param rejected Why the form was refused just now. Then the status is 409. Default: it was not.
 */
export async function activatePage(
  session: SetupPageSession,
  deps: Pick<StepDependencies, 'sites' | 'signIns' | 'people'>,
  rejected?: ActivationProblem,
): Promise<Answer> {
  const { tenant, request, language } = session;
  const { activate: texts, layout } = setupTextsOf(language);
  const draft = draftOf(tenant, request.receivedAt);
  const problem =
    rejected ?? whyNotActivated(session.location.site.app, tenant, draft.revision, request.receivedAt);
  return stepPage(session, {
    title: layout.stepNames.activate,
    step: 'activate',
    status: rejected === undefined ? 200 : 409,
    stage: html`<h2>${layout.stepNames.activate}</h2>
<p>${texts.intro}</p>
${problem === undefined ? '' : html`<p class="note alert" role="alert">${texts.refusals[problem]}</p>`}
${warningList(session, draft.values)}
${movesTo(session, deps)}
${whatChanges(session, draft, await lastSignInOf(session, deps))}
${await peopleCount(session, deps)}
${session.isReadOnly ? '' : buttons(session, draft, problem)}
${states(session)}`,
  });
}

/** Where people sign in after activation, if that is another address than now. */
function movesTo({ tenant, language }: SetupPageSession, { sites }: Pick<StepDependencies, 'sites'>) {
  const site = siteOfTest(sites, tenant);
  if (site === undefined) return '';
  const { signOnUrl } = tenantUrls(site, tenant.id);
  return html`<p class="note">${setupTextsOf(language).move.becomes(html`<code>${signOnUrl}</code>`)}</p>`;
}

/** The last sign-in that is still kept. */
async function lastSignInOf(
  { tenant }: SetupPageSession,
  { signIns }: { readonly signIns: SignInLog },
): Promise<Date | undefined> {
  if (!isRunning(tenant.connection)) return undefined;
  for await (const { signedInAt } of signIns.list(tenant)) return signedInAt;
  return undefined;
}

function whatChanges(
  session: SetupPageSession,
  { kind, values }: ConnectionDraft,
  lastSignInAt: Date | undefined,
): Markup | '' {
  const { language, tenant } = session;
  const { activate: texts } = setupTextsOf(language);
  const { connection } = tenant;
  if (values.issuer === undefined) return '';
  const isOther = isConfigured(connection) && connection.issuer !== values.issuer;
  const last = lastSignInAt && utcTime(lastSignInAt, language);
  const running = kind === 'renewal' ? texts.renewing : texts.running;
  return html`<p>${isRunning(connection) ? html`<b>${running}</b>` : texts.firstTime}</p>
${isRunning(connection) ? html`<p>${last === undefined ? texts.noSignIn : texts.lastSignIn(last)}</p>` : ''}
${isOther ? html`<p class="note alert">${texts.otherDirectory}</p>` : ''}
<h2>${texts.becomes}</h2>
${settingsSummary(session, values)}`;
}

function buttons(
  session: SetupPageSession,
  draft: ConnectionDraft,
  problem: ActivationProblem | undefined,
): Markup {
  const { activate: texts } = setupTextsOf(session.language);
  const canDiscard = isConfigured(session.tenant.connection);
  const activate = html`${revisionField(draft)}<button class="button" type="submit">${texts.start}</button>`;
  const discard = html`<button class="button plain" type="submit">${texts.discard}</button>`;
  return html`<div class="row">
${problem === undefined ? setupForm(session, 'activate', activate) : ''}
${canDiscard ? setupForm(session, 'discard', discard) : ''}
</div>
${canDiscard ? html`<p class="help">${texts.discardHelp}</p>` : ''}`;
}

function states({ language }: SetupPageSession): Markup {
  const { states: texts } = setupTextsOf(language).activate;
  return html`<details><summary>${texts.heading}</summary><dl>
<dd>${texts.draft}</dd>
<dd>${texts.tested}</dd>
<dd>${texts.active}</dd>
</dl></details>`;
}
