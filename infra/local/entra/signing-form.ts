import { html } from 'hono/html';
import type { EnterpriseApplication } from './enterprise-application.ts';
import type { Html } from './page.ts';
import {
  certificateChoices,
  type SigningChoice,
  signingAlgorithms,
  signingOptions,
} from './signing-choice.ts';

/** Signing Option, Signing Algorithm, and which certificate: what the admin may choose. */
export function signingForm(application: EnterpriseApplication, choice: SigningChoice): Html {
  return html`<form class="choose" method="post" action="/portal/${application.applicationId}/signing">
  ${select('option', 'Signing Option', signingOptions, choice.option)}
  ${select('algorithm', 'Signing Algorithm', signingAlgorithms, choice.algorithm)}
  ${select('certificate', 'Certificate', certificateChoices, choice.certificate)}
  <p class="note">Entra itself offers no expired certificate. Microsoft’s App Validator tries one, and the
  application has to refuse it.</p>
  <p class="actions"><button class="quiet" type="submit">Save</button></p>
</form>`;
}

function select(
  name: string,
  label: string,
  options: Readonly<Record<string, string>>,
  selected: string,
): Html {
  return html`<label for="${name}">${label}</label>
<select id="${name}" name="${name}">
  ${Object.entries(options).map(
    ([value, text]) =>
      html`<option value="${value}" ${value === selected ? 'selected' : ''}>${text}</option>`,
  )}
</select>`;
}
