import { html } from 'hono/html';
import type { EnterpriseApplication } from './enterprise-application.ts';
import { logoutAnswerLabels, type SimulatedLogoutAnswer } from './logout-answers.ts';
import type { Html } from './page.ts';

/** What the application is answered when it asks to sign a person out. */
export function singleLogoutForm(
  { applicationId }: EnterpriseApplication,
  chosen: SimulatedLogoutAnswer,
): Html {
  return html`<form class="choose" method="post" action="/portal/${applicationId}/single-logout">
  <label for="answer">Answer to a LogoutRequest</label>
  <select id="answer" name="answer">
    ${Object.entries(logoutAnswerLabels).map(
      ([value, text]) =>
        html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${text}</option>`,
    )}
  </select>
  <p class="note">Entra offers no such choice. It is here to see what the application says to each answer.</p>
  <p class="actions"><button class="quiet" type="submit">Save answer</button></p>
</form>`;
}
