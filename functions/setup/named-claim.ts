import type { UploadForm } from '../../shared/http/upload-form.ts';
import { isEntraIssuer } from '../../shared/tenants/intake/entra-hosts.ts';
import { parseIdentityClaim } from '../../shared/tenants/intake/identity-claim.ts';
import type { IdpSettingsInput } from './intake.ts';

/** `handedOver` with the identity claim that the form names, if it names one; only for directories other than Entra. */
export function withNamedClaim(input: IdpSettingsInput, form: UploadForm): IdpSettingsInput {
  const text = form.text('identityClaim');
  if (text === '') return input;
  const identityClaim = parseIdentityClaim(text);
  const { values, errors } = input;
  if (identityClaim === undefined) return refused(errors, 'claim-malformed');
  if (isEntraIssuer(values?.issuer ?? form.text('issuer'))) return refused(errors, 'claim-of-entra');
  return values === undefined ? input : { values: { ...values, identityClaim } };
}

function refused(
  errors: IdpSettingsInput['errors'],
  code: 'claim-malformed' | 'claim-of-entra',
): IdpSettingsInput {
  return { errors: { ...errors, identityClaim: { of: 'form', code } } };
}
