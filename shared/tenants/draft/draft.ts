import { isDeepStrictEqual } from 'node:util';
import type { SetupLinkId } from '../../ids/setup-link-id.ts';
import { defined } from '../../objects/defined.ts';
import { keyName } from '../keys/trusted-key-identity.ts';
import type { Connection, Tenant } from '../tenant.ts';
import type { ConnectionDraft, DraftOrigin, DraftTest, DraftValues, SetupStep } from './connection-draft.ts';

/** How many keys a draft holds at most. */
export const maximumDraftKeys = 6;

/** How many keys a form says that it was shown with: what is trusted beyond these stays so. */
export const maximumShownKeys = 32;

/** How long the summary of a test is at most, in bytes. */
export const maximumTestSummaryBytes = 2_048;

/** How long a test that passed lets its draft be activated, in milliseconds. */
export const testLifetimeMilliseconds = 24 * 3_600_000;

/**
 * The tenant's draft; where it has none, the one that a set-up begins with: what the running connection has, so
 * that changing one value leaves the others.
 */
export function draftOf({ draft, connection }: Tenant, now: Date): ConnectionDraft {
  if (draft !== undefined) return draft;
  return { revision: 0, step: 'create', values: valuesOf(connection), startedAt: now };
}

/** What a draft of this very connection would have. */
export function valuesOf({ issuer, loginUrl, logoutUrl, metadataUrl, trustedKeys }: Connection): DraftValues {
  return {
    ...(issuer === '' ? {} : { issuer }),
    ...(loginUrl === '' ? {} : { loginUrl }),
    ...defined({ logoutUrl, metadataUrl }),
    trustedKeys: trustedKeys.slice(0, maximumDraftKeys),
  };
}

/**
 * The tenant with these values in its draft, and at `step`. Other values than before are another revision, of which
 * no test says anything. The connection stays as it is.
 * @param weighedKeys The names of the keys that were trusted when the values were shown. Default: of those that are now.
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

/** The tenant with its draft at `step`; one of `origin` begins where there is none. Values and test stay. */
export function withDraftStep(tenant: Tenant, step: SetupStep, now: Date, origin?: DraftOrigin): Tenant {
  if (tenant.draft !== undefined) return { ...tenant, draft: { ...tenant.draft, step } };
  const draft = draftOf(tenant, now);
  const weighedKeys = trustedNames(tenant.connection);
  return { ...tenant, draft: { ...draft, ...origin, step, revision: nextRevision(draft, now), weighedKeys } };
}

/** The names of the keys that a connection trusts. */
export function trustedNames({ trustedKeys }: Pick<Connection, 'trustedKeys'>): readonly string[] {
  return trustedKeys.map(keyName);
}

/**
 * The tenant with this outcome of a test, where its draft is still the revision that was tested; else unchanged.
 * @throws RangeError for a summary that is too long
 */
export function withDraftTest(tenant: Tenant, test: DraftTest): Tenant {
  if (Buffer.byteLength(test.summary) > maximumTestSummaryBytes)
    throw new RangeError('the summary is too long');
  return tenant.draft?.revision === test.revision ? { ...tenant, draft: { ...tenant.draft, test } } : tenant;
}

/** The tenant without its draft, where that is of this link: what becomes of it when the link is revoked. */
export function withoutDraftOf(tenant: Tenant, link: SetupLinkId): Tenant {
  return tenant.draft?.link === link ? withoutDraft(tenant) : tenant;
}

/** The tenant without its draft. The connection stays as it is. */
export function withoutDraft({ draft: _, ...tenant }: Tenant): Tenant {
  return tenant;
}

/** By the clock, so that a draft that is begun anew shares no revision with one that was given up. */
function nextRevision({ revision }: Pick<ConnectionDraft, 'revision'>, now: Date): number {
  return Math.max(revision + 1, now.getTime());
}
