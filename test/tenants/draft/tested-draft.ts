import { type ActivationRejected, activateDraft } from '../../../shared/tenants/draft/activate-draft.ts';
import type { DraftValues } from '../../../shared/tenants/draft/connection-draft.ts';
import { withDraftTest, withDraftValues } from '../../../shared/tenants/draft/draft.ts';
import { thumbprintsOf } from '../../../shared/tenants/keys/thumbprints.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { profileOf } from '../../fixtures/apps.ts';
import { facts } from '../../fixtures/facts.ts';
import { newCertificate } from '../../harness/samples.ts';

export const { now } = facts;
/** In seconds. */
export const day = 24 * 3_600;

/** Values that can be activated, but for `more`. */
export function someValues(more: Partial<DraftValues> = {}): DraftValues {
  return {
    issuer: facts.issuer,
    loginUrl: `https://login.microsoftonline.com/${facts.directoryId}/saml2`,
    trustedKeys: [newCertificate()],
    ...more,
  };
}

/** A tenant with a draft that has been tested at `now`. */
export function tested(
  before: Tenant,
  values = someValues(),
  outcome: 'passed' | 'failed' = 'passed',
): Tenant {
  const drafted = withDraftValues(before, values, 'test', now);
  const [key] = values.trustedKeys;
  const signer = key?.kind === 'certificate' ? { signer: thumbprintsOf(key.certificate) } : {};
  return withDraftTest(drafted, {
    revision: revisionOf(drafted),
    at: now,
    outcome,
    ...signer,
    summary: '{}',
  });
}

/** The revision of the tenant's draft; 0 without one. */
export function revisionOf({ draft }: Tenant): number {
  return draft?.revision ?? 0;
}

/** Why the draft cannot be activated; undefined if it can. */
export function refusalOf(tenant: Tenant, revision = revisionOf(tenant), at = now): string | undefined {
  try {
    activateDraft(profileOf(tenant.app), tenant, revision, at);
    return undefined;
  } catch (error) {
    return (error as ActivationRejected).reason;
  }
}
