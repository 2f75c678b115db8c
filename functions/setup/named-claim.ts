import type { UploadForm } from '../../shared/http/upload-form.ts';
import { isEntraIssuer } from '../../shared/tenants/intake/entra-hosts.ts';
import { parseIdentityClaim } from '../../shared/tenants/intake/identity-claim.ts';
import type { HandedOver } from './intake.ts';

/** `handedOver` with the identity claim that the form names, if it names one; only for directories other than Entra. */
export function withNamedClaim(handedOver: HandedOver, form: UploadForm): HandedOver {
  const text = form.text('identityClaim');
  if (text === '') return handedOver;
  const identityClaim = parseIdentityClaim(text);
  const { values, errors } = handedOver;
  if (identityClaim === undefined) return refused(errors, 'claim-malformed');
  if (isEntraIssuer(values?.issuer ?? form.text('issuer'))) return refused(errors, 'claim-of-entra');
  return values === undefined ? handedOver : { values: { ...values, identityClaim } };
}

function refused(errors: HandedOver['errors'], code: 'claim-malformed' | 'claim-of-entra'): HandedOver {
  return { errors: { ...errors, identityClaim: { of: 'form', code } } };
}
