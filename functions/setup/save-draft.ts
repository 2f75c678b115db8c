import { type Answer, redirect } from '../../shared/http/answer.ts';
import type { UploadForm } from '../../shared/http/upload-form.ts';
import { Problem } from '../../shared/problems/problem.ts';
import type { TrustedKey } from '../../shared/saml/inbound/signature/trusted-key.ts';
import type { DraftValues } from '../../shared/tenants/draft/connection-draft.ts';
import { maximumDraftKeys, withDraftValues } from '../../shared/tenants/draft/draft.ts';
import { AddressError, readAddress, readIssuer } from '../../shared/tenants/intake/address.ts';
import { isEntraIssuer } from '../../shared/tenants/intake/entra-hosts.ts';
import { parseIdentityClaim } from '../../shared/tenants/intake/identity-claim.ts';
import { ownAddressAmong } from '../../shared/tenants/intake/own-address.ts';
import { parseCertificateFile, readThumbprint } from '../../shared/tenants/keys/read-trusted-key.ts';
import { thumbprintAlgorithm } from '../../shared/tenants/keys/thumbprints.ts';
import { TrustedKeyError } from '../../shared/tenants/keys/trusted-key-error.ts';
import { certificateOf, isSameKey } from '../../shared/tenants/keys/trusted-key-identity.ts';
import type { Connection } from '../../shared/tenants/tenant.ts';
import { pagePath } from './addresses.ts';
import { changeDraft, draftOriginOf, requireDraftAccess } from './change-draft.ts';
import type { SetupDependencies } from './dependencies.ts';
import { isRenewalInput } from './renews.ts';
import { requireFittingInput } from './review.ts';
import { countSetupUse, type SetupPageSession } from './session.ts';
import { readShownKeyNames } from './weighed-in.ts';

/** Keeps what the administrator has seen and found right, and leads on. The connection stays as it is. */
export async function saveDraft(
  deps: SetupDependencies,
  session: SetupPageSession,
  form: UploadForm,
): Promise<Answer> {
  await countSetupUse(deps, session, 'change');
  await requireDraftAccess(deps, session, 'keep');
  // What was shown fitted the link already; a form may say something that was not.
  const isRenewal = isRenewalInput(session, form);
  const { values } = requireFittingInput(session, isRenewal, { values: shownValues(form) });
  if (values === undefined || ownAddressAmong(deps.sites, values) !== undefined) throw notShown();
  const now = session.request.receivedAt;
  // Whom people are does not change with a certificate.
  const next = isRenewal ? 'test' : 'people';
  const origin = draftOriginOf(session, isRenewal);
  const weighedKeys = readShownKeyNames(form);
  await changeDraft(deps, session, 'keep', (tenant) =>
    withDraftValues(tenant, withKnownCertificates(values, tenant.connection), next, now, origin, weighedKeys),
  );
  return redirect(pagePath(session.location, next));
}

/** The values that the page of what was understood carried, held to the same rules once more. */
function shownValues(form: UploadForm): DraftValues {
  const address = (name: string) => {
    const text = form.text(name);
    return text === '' ? {} : { [name]: readAddress(text) };
  };
  try {
    const trustedKeys = form.texts('key').map(readKey);
    if (trustedKeys.length === 0 || trustedKeys.length > maximumDraftKeys) throw notShown();
    return {
      issuer: readIssuer(form.text('issuer')),
      loginUrl: readAddress(form.text('loginUrl')),
      ...address('logoutUrl'),
      ...address('metadataUrl'),
      ...shownClaim(form),
      trustedKeys,
    };
  } catch (error) {
    throw error instanceof AddressError || error instanceof TrustedKeyError ? notShown() : error;
  }
}

function shownClaim(form: UploadForm): Pick<DraftValues, 'identityClaim'> {
  const text = form.text('identityClaim');
  if (text === '') return {};
  const identityClaim = parseIdentityClaim(text);
  if (identityClaim === undefined || isEntraIssuer(form.text('issuer'))) throw notShown();
  return { identityClaim };
}

function readKey(text: string): TrustedKey {
  return thumbprintAlgorithm(text) === undefined
    ? parseCertificateFile(Buffer.from(text)).key
    : readThumbprint(text);
}

/** A thumbprint whose certificate a sign-in has shown already stays pinned to it. */
function withKnownCertificates(values: DraftValues, { trustedKeys }: Connection): DraftValues {
  const known = (key: TrustedKey) =>
    trustedKeys.find((each) => isSameKey(each, key) && certificateOf(each) !== undefined);
  return { ...values, trustedKeys: values.trustedKeys.map((key) => known(key) ?? key) };
}

function notShown(): Problem {
  return new Problem('setup-form-malformed', { expected: 'the values that were shown' });
}
