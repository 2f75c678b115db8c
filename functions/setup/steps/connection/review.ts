import { html } from 'hono/html';
import type { Answer } from '../../../../shared/http/answer.ts';
import type { UploadForm } from '../../../../shared/http/upload-form.ts';
import { setupTextsOf } from '../../../../shared/pages/text/setup-texts.ts';
import { Problem } from '../../../../shared/problems/problem.ts';
import type { DraftValues } from '../../../../shared/tenants/draft/connection-draft.ts';
import { pagePath } from '../../addresses.ts';
import { setupForm } from '../../form.ts';
import { stepPage } from '../../layout.ts';
import type { SetupPageSession } from '../../session.ts';
import { settingsSummary, warningList } from '../../settings-summary.ts';
import type { StepForm } from '../step.ts';
import { type InputMethodName, inputMethods, showInput } from './connection.ts';
import { type ConnectionEntry, connectionFields } from './field.ts';
import { withFormIdentityClaim } from './identity-claim.ts';
import type { IdpSettingsInput } from './input.ts';
import { isRenewalInput, renewalFieldMarkup, requireFittingInput } from './renewal.ts';
import { shownValuesFields } from './shown-values.ts';

/** Reads what was entered and shows it for review, or shows the form again with its errors. It saves nothing. */
export const reviewSettings: StepForm = {
  counts: (form) => (form.text('how') === 'url' ? 'fetch' : undefined),
  async take({ session, form }, deps) {
    const isRenewal = isRenewalInput(session, form);
    const method = readMethod(form);
    const read = await inputMethods[method].read({ session, form, isRenewal }, deps);
    const input = isRenewal ? read : withFormIdentityClaim(read, form);
    const { values, errors } = requireFittingInput(session, isRenewal, input);
    if (values !== undefined) return reviewPage(session, values, isRenewal);
    return showInput(session, isRenewal, await entryOf(session, form, method, errors));
  },
};

function readMethod(form: UploadForm): InputMethodName {
  const how = form.text('how');
  if (Object.hasOwn(inputMethods, how)) return how as InputMethodName;
  throw new Problem('setup-form-malformed', { expected: 'one of the three input methods' });
}

/** Step 3, between entering and saving: the values as they were read, with warnings. */
function reviewPage(session: SetupPageSession, values: DraftValues, isRenewal: boolean): Answer {
  const { reviewPage: texts } = setupTextsOf(session.language).connection;
  const fields = shownValuesFields(values, session.tenant.connection);
  const save = html`${renewalFieldMarkup(isRenewal)}${fields}<button class="button" type="submit">${texts.save}</button>`;
  const inputHref = pagePath(session.location, isRenewal ? 'renew' : 'connection');
  return stepPage(session, {
    title: texts.title,
    step: 'connection',
    stage: html`<h2>${texts.title}</h2>
<p>${texts.nothingSaved}</p>
${warningList(session, values)}
${settingsSummary(session, values)}
<div class="row">
${setupForm(session, 'keep', save)}
<a class="button plain" href="${inputHref}">${texts.change}</a>
</div>`,
  });
}

async function entryOf(
  { language }: SetupPageSession,
  form: UploadForm,
  method: InputMethodName,
  errors: NonNullable<IdpSettingsInput['errors']>,
): Promise<ConnectionEntry> {
  const files = await Promise.all([form.file('document-file'), form.file('certificate-file')]);
  return {
    language,
    entered: Object.fromEntries(connectionFields.map((name) => [name, withoutPrivateKey(form.text(name))])),
    errors,
    method,
    hadFile: files.some((file) => file !== undefined),
  };
}

/** A private key is never sent back, whichever field it was pasted into. */
function withoutPrivateKey(text: string): string {
  return /PRIVATE KEY/i.test(text) ? '' : text;
}
