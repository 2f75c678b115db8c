import { html } from 'hono/html';
import { tenantUrls } from '../../../shared/apps/urls.ts';
import type { Answer } from '../../../shared/http/answer.ts';
import { safeUrl } from '../../../shared/http/safe-url.ts';
import type { Markup } from '../../../shared/pages/markup.ts';
import { setupTextsOf } from '../../../shared/pages/text/setup-texts.ts';
import { claimsToSend } from '../claims-to-send.ts';
import { stepPage } from '../layout.ts';
import { moveAt } from '../move.ts';
import { multiFactorNote } from '../multi-factor-note.ts';
import { basicPicture } from '../pictures/portal-pictures.ts';
import type { SetupPageSession } from '../session.ts';
import { nextStepForm } from './next-step.ts';
import type { StepDependencies } from './step.ts';

/** Step 2: entering our values in Entra, each with a button that copies it. */
export function showValues(session: SetupPageSession, { sites }: Pick<StepDependencies, 'sites'>): Answer {
  const { appName, location, tenant } = session;
  const { values: texts, layout } = setupTextsOf(session.language);
  const { labels } = texts;
  const isMove = moveAt(sites, session)?.stage === 'to-here';
  const urls = tenantUrls(location.site, tenant.id);
  const relayStateOpensItem = location.site.app.landingPathOfItem !== undefined;
  const file = html`<a href="${safeUrl(urls.metadataUrl)}" download="${appName}.xml">${texts.metadataFile}</a>`;
  return stepPage(session, {
    title: layout.stepNames.values,
    step: 'values',
    stage: html`<h2>${layout.stepNames.values}</h2>
<p>${texts.intro}</p>
${isMove ? html`<p class="note">${setupTextsOf(session.language).move.keepPresent}</p>` : ''}
<p>${texts.exact}</p>
${basicPicture(session)}
<dl class="copies">
${copyable(session, 'identifier', labels.identifier, urls.identifier)}
${copyable(session, 'reply-url', labels.replyUrl, urls.replyUrl)}
${copyable(session, 'sign-on-url', labels.signOnUrl, urls.signOnUrl, texts.signOnHelp)}
<div><dt>${labels.relayState}</dt><dd>${relayStateOpensItem ? texts.relayStateOpensItem : texts.leaveEmpty}</dd></div>
${copyable(session, 'logout-url', labels.logoutUrl, urls.logoutUrl, texts.logoutHelp)}
</dl>
<p>${texts.upload(file)}</p>
${claimsToSend(session)}
${multiFactorNote(session)}
${nextStepForm(session, isMove ? 'test' : 'connection', texts.goOn)}`,
  });
}

/** The button is hidden until the script of the page shows it. */
function copyable(
  { language }: SetupPageSession,
  id: string,
  label: string,
  value: string,
  help?: string,
): Markup {
  const { copy, copied } = setupTextsOf(language).values;
  return html`<div><dt>${label}</dt><dd><code class="value" id="${id}">${value}</code><button class="copy" type="button" hidden data-copies="${id}" data-copied="${copied}" aria-label="${copy}: ${label}">${copy}</button></dd>${help === undefined ? '' : html`<dd class="help">${help}</dd>`}</div>`;
}
