import { html } from 'hono/html';
import type { UploadForm } from '../../../../shared/http/upload-form.ts';
import type { Markup } from '../../../../shared/pages/markup.ts';
import { setupTextsOf } from '../../../../shared/pages/text/setup-texts.ts';
import { isEntraIssuer } from '../../../../shared/tenants/intake/entra-hosts.ts';
import { parseIdentityClaim } from '../../../../shared/tenants/intake/identity-claim.ts';
import { type ConnectionEntry, inputField } from './field.ts';
import { fieldError, type IdpSettingsInput } from './input.ts';

/** Returns the field for the claim that identifies people, folded while empty. Only directories other than Entra need it. */
export function identityClaimField(entry: ConnectionEntry): Markup {
  const { labels, optional, identityClaim: texts } = setupTextsOf(entry.language).connection;
  const isOpen = (entry.entered.identityClaim ?? '') !== '';
  return html`<details${isOpen ? html` open` : ''}><summary>${texts.summary}</summary><div class="inside">
${inputField(entry, 'identityClaim', labels.identityClaim, {
  remark: optional,
  help: texts.help,
  maximumLength: 256,
})}
</div></details>`;
}

/** Returns `input` with the identity claim of the form. It refuses one for Entra, which identifies people itself. */
export function withFormIdentityClaim(input: IdpSettingsInput, form: UploadForm): IdpSettingsInput {
  const text = form.text('identityClaim');
  if (text === '') return input;
  const identityClaim = parseIdentityClaim(text);
  const { values, errors } = input;
  const refuse = (code: 'claim-malformed' | 'claim-of-entra') => ({
    errors: { ...errors, ...fieldError('identityClaim', code).errors },
  });
  if (identityClaim === undefined) return refuse('claim-malformed');
  if (isEntraIssuer(values?.issuer ?? form.text('issuer'))) return refuse('claim-of-entra');
  return values === undefined ? input : { values: { ...values, identityClaim } };
}
