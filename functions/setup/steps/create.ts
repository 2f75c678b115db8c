import { html } from 'hono/html';
import type { Answer } from '../../../shared/http/answer.ts';
import { safeUrl } from '../../../shared/http/safe-url.ts';
import { setupTextsOf } from '../../../shared/pages/text/setup-texts.ts';
import { stepPage } from '../layout.ts';
import { galleryPicture } from '../pictures/portal-pictures.ts';
import type { SetupPageSession } from '../session.ts';
import { nextStepForm } from './next-step.ts';

const adminCenterUrl = 'https://entra.microsoft.com';

/** Step 1: creating the application in Entra. */
export function showCreate(session: SetupPageSession): Answer {
  const { language, appName, location } = session;
  const { create: texts, layout } = setupTextsOf(language);
  const adminCenter = html`<a href="${safeUrl(adminCenterUrl)}" target="_blank" rel="noopener noreferrer">${texts.adminCenter}<span class="seen"> (${layout.opensNewTab})</span></a>`;
  const isOnlyOne = location.site.app.identifier === 'fixed';
  return stepPage(session, {
    title: layout.stepNames.create,
    step: 'create',
    stage: html`<h2>${layout.stepNames.create}</h2>
<p>${texts.intro(appName)}</p>
<ol class="clicks">
${texts.clicks({ appName, adminCenter }).map((click) => html`<li>${click}</li>`)}
</ol>
<div class="portals">${galleryPicture(session)}</div>
${isOnlyOne ? html`<p class="note">${texts.onlyOne(appName)}</p>` : ''}
${nextStepForm(session, 'values', texts.goOn)}`,
  });
}
