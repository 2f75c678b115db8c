import { html } from 'hono/html';
import type { Answer } from '../../../shared/http/answer.ts';
import { setupTextsOf } from '../../../shared/pages/text/setup-texts.ts';
import { stepPage } from '../layout.ts';
import { peopleCount } from '../people-count.ts';
import { peoplePicture } from '../pictures/portal-pictures.ts';
import type { SetupPageSession } from '../session.ts';
import { nextStepForm } from './next-step.ts';
import type { StepDependencies } from './step.ts';

/** Step 4: assigning people in Entra. One request: it shows how many accounts are active. */
export async function showPeople(
  session: SetupPageSession,
  deps: Pick<StepDependencies, 'people'>,
): Promise<Answer> {
  const { language, appName, location } = session;
  const { people: texts, layout } = setupTextsOf(language);
  const { usersAreActivated, whoCreatesUsers } = location.site.app;
  return stepPage(session, {
    title: layout.stepNames.people,
    step: 'people',
    stage: html`<h2>${layout.stepNames.people}</h2>
<p>${texts.intro(appName)}</p>
<ol class="clicks">
${texts.clicks.map((click) => html`<li>${click}</li>`)}
</ol>
<div class="portals">${peoplePicture(session)}</div>
<p>${texts.mustExist(appName, usersAreActivated)} ${whoCreatesUsers[language]}</p>
${await peopleCount(session, deps)}
${nextStepForm(session, 'test', texts.goOn)}`,
  });
}
