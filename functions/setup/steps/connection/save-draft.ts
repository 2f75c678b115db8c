import { redirect } from '../../../../shared/http/answer.ts';
import type { TrustedKey } from '../../../../shared/saml/inbound/signature/trusted-key.ts';
import type { DraftValues } from '../../../../shared/tenants/draft/connection-draft.ts';
import { withDraftValues } from '../../../../shared/tenants/draft/draft.ts';
import { ownAddressAmong } from '../../../../shared/tenants/intake/own-address.ts';
import { certificateOf, isSameKey } from '../../../../shared/tenants/keys/trusted-key-identity.ts';
import type { Connection } from '../../../../shared/tenants/tenant.ts';
import { pagePath } from '../../addresses.ts';
import { draftOriginOf } from '../../draft-gate.ts';
import type { StepForm } from '../step.ts';
import { isRenewalInput, requireFittingInput } from './renewal.ts';
import { readShownKeyNames, readShownValues, valuesNotShown } from './shown-values.ts';

/** Saves the reviewed values as the draft, and shows the next step. The connection stays as it is. */
export const saveDraft: StepForm = {
  counts: () => 'change',
  async take({ session, form, gate }, { sites }) {
    const isRenewal = isRenewalInput(session, form);
    const { values } = requireFittingInput(session, isRenewal, { values: readShownValues(form) });
    if (values === undefined || ownAddressAmong(sites, values) !== undefined) throw valuesNotShown();
    const shownKeys = readShownKeyNames(form);
    const { receivedAt: now } = session.request;
    // A new certificate does not change who is assigned.
    const next = isRenewal ? 'test' : 'people';
    const origin = draftOriginOf(session, isRenewal);
    await gate.change((tenant) =>
      withDraftValues(tenant, withKnownCertificates(values, tenant.connection), next, now, origin, shownKeys),
    );
    return redirect(pagePath(session.location, next));
  },
};

/** A thumbprint stays pinned to the certificate that a sign-in has already shown. */
function withKnownCertificates(values: DraftValues, { trustedKeys }: Connection): DraftValues {
  const known = (key: TrustedKey) =>
    trustedKeys.find((each) => isSameKey(each, key) && certificateOf(each) !== undefined);
  return { ...values, trustedKeys: values.trustedKeys.map((key) => known(key) ?? key) };
}
