import { html } from 'hono/html';
import { standingSite } from '../../../shared/apps/standing-site.ts';
import { tenantUrls } from '../../../shared/apps/urls.ts';
import type { Answer } from '../../../shared/http/answer.ts';
import { safeUrl } from '../../../shared/http/safe-url.ts';
import type { Markup } from '../../../shared/pages/markup.ts';
import { setupTextsOf } from '../../../shared/pages/text/setup-texts.ts';
import { valuesOf } from '../../../shared/tenants/draft/draft.ts';
import { isProven } from '../../../shared/tenants/keys/proven-keys.ts';
import { pagePath, type SetupPageName } from '../addresses.ts';
import { stepPage } from '../layout.ts';
import { multiFactorNote } from '../multi-factor-note.ts';
import { peopleCount } from '../people-count.ts';
import type { SetupPageSession } from '../session.ts';
import { settingsSummary } from '../settings-summary.ts';
import { moveNote } from './move-note.ts';
import { lastCertificate, nextCertificate } from './next-certificate.ts';
import type { StepDependencies } from './step.ts';

/** The page of an active connection, after activation and whenever there is no draft. One request: it counts people. */
export async function showDone(
  session: SetupPageSession,
  deps: Pick<StepDependencies, 'sites' | 'people'>,
): Promise<Answer> {
  const { appName, location, isReadOnly } = session;
  const { connection, id } = session.tenant;
  const { done: texts, administration } = setupTextsOf(session.language);
  const { signOnUrl } = tenantUrls(standingSite(deps.sites, session.tenant) ?? location.site, id);
  const { trustedKeys } = connection;
  const unproven = trustedKeys.filter((key) => !isProven(connection, key));
  const linkTo = (page: SetupPageName, label: string): Markup =>
    html`<a class="button plain" href="${pagePath(location, page)}">${label}</a>`;
  return stepPage(session, {
    title: texts.title,
    stage: html`<h2>${texts.heading}</h2>
${moveNote(session, deps)}
${nextCertificate(session)}
<p>${texts.text(appName)}</p>
<p><a href="${safeUrl(signOnUrl)}"><code>${signOnUrl}</code></a></p>
${await peopleCount(session, deps)}
${multiFactorNote(session)}
${settingsSummary(session, { ...valuesOf(connection), trustedKeys }, unproven)}
${lastCertificate(session)}
<p class="help">${texts.renewal}</p>
<div class="row">
${isReadOnly ? '' : linkTo('renew', texts.renew)}
${linkTo('log', texts.log)}
${linkTo('test', texts.testAgain)}
${session.link.intent === 'administer' ? html`${linkTo('accounts', administration.accounts.heading)} ${linkTo('colleagues', administration.colleagues.heading)}` : linkTo('connection', texts.change)}
</div>`,
  });
}
