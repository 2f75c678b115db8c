import { isDeepStrictEqual } from 'node:util';
import type { SetupLinkId } from '../../ids/setup-link-id.ts';
import { defined } from '../../objects/defined.ts';
import { keyName } from '../keys/trusted-key-identity.ts';
import type { Connection, Tenant } from '../tenant.ts';
import type { ConnectionDraft, DraftOrigin, DraftTest, DraftValues, SetupStep } from './connection-draft.ts';

/** The most keys that a draft holds. */
export const maximumDraftKeys = 6;

/** The most keys that a form lists as shown; trusted keys beyond these stay trusted. */
export const maximumShownKeys = 32;

/** The maximum length of a test's summary, in bytes. */
export const maximumTestSummaryBytes = 2_048;

/** How long after a passed test its draft can be activated, in milliseconds. */
export const testLifetimeMilliseconds = 24 * 3_600_000;

/**
 * Returns the tenant's draft; where it has none, the draft that a set-up starts from: the values of the running
 * connection, so that changing one value leaves the others.
 */
export function draftOf({ draft, connection }: Tenant, now: Date): ConnectionDraft {
  if (draft !== undefined) return draft;
  return { revision: 0, step: 'create', values: valuesOf(connection), startedAt: now };
}

/** Returns the values that a draft of this connection would have. */
export function valuesOf({ issuer, loginUrl, logoutUrl, metadataUrl, trustedKeys }: Connection): DraftValues {
  return {
    ...(issuer === '' ? {} : { issuer }),
    ...(loginUrl === '' ? {} : { loginUrl }),
    ...defined({ logoutUrl, metadataUrl }),
    trustedKeys: trustedKeys.slice(0, maximumDraftKeys),
  };
}

/**
 * Returns the tenant with these values in its draft, and at `step`. Changed values make a new revision, to which no
 * earlier test applies. The connection does not change.
 * @param weighedKeys The names of the keys that were trusted when the values were shown. Default: those trusted now.
 * @throws RangeError for more keys than a draft holds
 */
export function withDraftValues(
  tenant: Tenant,
  values: DraftValues,
  step: SetupStep,
  now: Date,
  origin?: DraftOrigin,
  weighedKeys: readonly string[] = trustedNames(tenant.connection),
): Tenant {
  if (values.trustedKeys.length > maximumDraftKeys) throw new RangeError('too many keys');
  const { test, link, kind, ...before } = draftOf(tenant, now);
  const isSame =
    tenant.draft !== undefined && kind === origin?.kind && isDeepStrictEqual(before.values, values);
  if (isSame) return { ...tenant, draft: { ...tenant.draft, ...origin, step } };
  return {
    ...tenant,
    draft: {
      ...before,
      ...origin,
      values,
      step,
      revision: nextRevision(before, now),
      weighedKeys,
    },
  };
}

/**
 * Returns the tenant with its draft at `step`; starts a draft of `origin` where there is none. Values and test stay.
 */
export function withDraftStep(tenant: Tenant, step: SetupStep, now: Date, origin?: DraftOrigin): Tenant {
  if (tenant.draft !== undefined) return { ...tenant, draft: { ...tenant.draft, step } };
  const draft = draftOf(tenant, now);
  const weighedKeys = trustedNames(tenant.connection);
  return { ...tenant, draft: { ...draft, ...origin, step, revision: nextRevision(draft, now), weighedKeys } };
}

/** Returns the names of the keys that a connection trusts. */
export function trustedNames({ trustedKeys }: Pick<Connection, 'trustedKeys'>): readonly string[] {
  return trustedKeys.map(keyName);
}

/**
 * Returns the tenant with this test result, where its draft still has the tested revision; otherwise unchanged.
 * @throws RangeError for a summary that is too long
 */
export function withDraftTest(tenant: Tenant, test: DraftTest): Tenant {
  if (Buffer.byteLength(test.summary) > maximumTestSummaryBytes)
    throw new RangeError('the summary is too long');
  return tenant.draft?.revision === test.revision ? { ...tenant, draft: { ...tenant.draft, test } } : tenant;
}

/** Returns the tenant without its draft, where the draft belongs to this link: used when the link is revoked. */
export function withoutDraftOf(tenant: Tenant, link: SetupLinkId): Tenant {
  return tenant.draft?.link === link ? withoutDraft(tenant) : tenant;
}

/** Returns the tenant without its draft. The connection does not change. */
export function withoutDraft({ draft: _, ...tenant }: Tenant): Tenant {
  return tenant;
}

/** Uses the clock, so that a new draft never repeats a revision of a discarded one. */
function nextRevision({ revision }: Pick<ConnectionDraft, 'revision'>, now: Date): number {
  return Math.max(revision + 1, now.getTime());
}
