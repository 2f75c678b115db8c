import { html } from 'hono/html';
import type { Answer } from '../../../../shared/http/answer.ts';
import type { UploadForm } from '../../../../shared/http/upload-form.ts';
import { defined } from '../../../../shared/objects/defined.ts';
import type { Markup } from '../../../../shared/pages/markup.ts';
import { setupTextsOf } from '../../../../shared/pages/text/setup-texts.ts';
import type { TrustedKey } from '../../../../shared/saml/inbound/signature/trusted-key.ts';
import type { DraftValues } from '../../../../shared/tenants/draft/connection-draft.ts';
import { hiddenField, setupForm } from '../../form.ts';
import { stepPage } from '../../layout.ts';
import type { SetupPageSession } from '../../session.ts';
import { settingsSummary, warningList } from '../../settings-summary.ts';
import type { StepForm } from '../step.ts';
import { showInput } from './connection.ts';
import { errorsAtShownFields } from './error-summary.ts';
import { type ConnectionEntry, connectionFields, type FieldErrors, type InputMethodName } from './field.ts';
import { withFormIdentityClaim } from './identity-claim.ts';
import { inputMethods, postedMethod } from './input-methods.ts';
import { isRenewalInput, renewalFieldMarkup, requireFittingInput, requireNewKey } from './renewal.ts';
import { pemOf, shownValuesFields } from './shown-values.ts';

/** The field by which a form asks to change what it entered, instead of reviewing it. */
const editField = 'edit';

/** Reads what was entered and shows it for review, or shows the form again with its errors. It saves nothing. */
export const reviewSettings: StepForm = {
  counts: (form) => (postedMethod(form) === 'metadata-url' && !isEdit(form) ? 'fetch' : undefined),
  async take({ session, form }, deps) {
    const isRenewal = isRenewalInput(session, form);
    const method = postedMethod(form);
    if (isEdit(form)) return showInput(session, isRenewal, await entryOf(session, form, method, {}));
    const read = await inputMethods[method].read({ session, form, isRenewal }, deps);
    const input = isRenewal ? read : withFormIdentityClaim(read, form);
    const fitting = requireFittingInput(session, isRenewal, input);
    const { values, errors } = isRenewal ? requireNewKey(session, fitting) : fitting;
    if (values === undefined)
      return showInput(session, isRenewal, await entryOf(session, form, method, errors));
    const entry = await entryOf(session, form, method, {});
    const [key] = read.values?.trustedKeys ?? [];
    return reviewPage(session, values, isRenewal, editFields(entry, key));
  },
};

function isEdit(form: UploadForm): boolean {
  return form.text(editField) === 'yes';
}

/** Step 3, between entering and saving: the values as they were read, with warnings. */
function reviewPage(
  session: SetupPageSession,
  values: DraftValues,
  isRenewal: boolean,
  entered: readonly Markup[],
): Answer {
  const { reviewPage: texts } = setupTextsOf(session.language).connection;
  const fields = shownValuesFields(values, session.tenant.connection);
  const save = html`${renewalFieldMarkup(isRenewal)}${fields}<button class="button" type="submit">${texts.save}</button>`;
  const edit = html`${renewalFieldMarkup(isRenewal)}${entered}<button class="button plain" type="submit">${texts.change}</button>`;
  return stepPage(session, {
    title: texts.title,
    step: 'connection',
    stage: html`<h2>${texts.title}</h2>
<p>${texts.nothingSaved}</p>
${warningList(session, values)}
${settingsSummary(session, values)}
<div class="row">
${setupForm(session, 'keep', save)}
${setupForm(session, 'look', edit)}
</div>`,
  });
}

/** Returns hidden fields with what was entered. A certificate file becomes text; a metadata file is chosen again. */
function editFields({ entered, method }: ConnectionEntry, key: TrustedKey | undefined): readonly Markup[] {
  const { document: _, ...texts } = entered;
  const certificate =
    key?.kind === 'certificate' && method === 'certificate' ? pemOf(key.certificate) : undefined;
  const fields = Object.entries({ ...texts, ...defined({ certificate }) });
  return [
    hiddenField('how', method),
    hiddenField(editField, 'yes'),
    ...fields.flatMap(([name, text]) => (text === undefined || text === '' ? [] : [hiddenField(name, text)])),
  ];
}

async function entryOf(
  { language }: SetupPageSession,
  form: UploadForm,
  method: InputMethodName,
  found: FieldErrors,
): Promise<ConnectionEntry> {
  const files = await Promise.all([form.file('document-file'), form.file('certificate-file')]);
  const { fields } = inputMethods[method];
  const errors = errorsAtShownFields(found, fields);
  const focus = ([...fields, 'identityClaim'] as const).find((field) => errors[field] !== undefined);
  return {
    language,
    entered: Object.fromEntries(connectionFields.map((name) => [name, withoutPrivateKey(form.text(name))])),
    errors,
    method,
    hadFile: files.some((file) => file !== undefined),
    ...defined({ focus }),
  };
}

/** A private key is never sent back, whichever field it was pasted into. */
function withoutPrivateKey(text: string): string {
  return /PRIVATE KEY/i.test(text) ? '' : text;
}
