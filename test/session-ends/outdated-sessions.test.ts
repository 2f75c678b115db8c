import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import { outdatedBy } from '../../shared/session-ends/outdated-sessions.ts';
import { changedItemOf } from '../../shared/store/stream-record.ts';
import type { NewItem } from '../../shared/store/table.ts';
import { toTenantItem } from '../../shared/tenants/store/tenant-item.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import type { User } from '../../shared/users/user.ts';
import { toUserItem } from '../../shared/users/user-item.ts';
import { aTenant, aUser, secondsFromNow } from '../harness/samples.ts';

const user = aUser({ sessionGeneration: 3 });
const tenant = aTenant({ sessionGeneration: 7 });
const ofUser = { of: 'user', app: user.app, tenant: user.tenant, user: user.id };
const ofTenant = {
  of: 'tenant',
  app: tenant.app,
  tenant: tenant.id,
  tenantCreatedAt: tenant.createdAt,
};
const disabled = { ...tenant, connection: { ...tenant.connection, state: 'disabled' } } as Tenant;

/** What a write outdates, by its record as DynamoDB's stream delivers it. */
function outdated(before: NewItem | undefined, after: NewItem | undefined) {
  const image = (item: NewItem) => marshall(item, { removeUndefinedValues: true });
  const dynamodb = { OldImage: before && image(before), NewImage: after && image(after) };
  return outdatedBy(changedItemOf({ dynamodb }));
}

describe('a written user outdates', () => {
  it.each<[what: string, after: User | undefined, sessions: object | undefined]>([
    ['nothing by another display name', { ...user, displayName: 'Britta' }, undefined],
    ['nothing by being activated', { ...user, active: true }, undefined],
    [
      'the sessions of older generations by a newer one',
      { ...user, sessionGeneration: 4 },
      { ...ofUser, before: 4, reason: 'user-changed' },
    ],
    [
      'them with its own reason by a deactivation',
      { ...user, active: false, sessionGeneration: 4 },
      { ...ofUser, before: 4, reason: 'user-deactivated' },
    ],
    ['every session by a removal', undefined, { ...ofUser, before: undefined, reason: 'user-removed' }],
    [
      'every session of the earlier user by another of the same name',
      aUser({ app: user.app, tenant: user.tenant, signInName: user.signInName }),
      { ...ofUser, before: undefined, reason: 'user-removed' },
    ],
  ])('%s', (_, after, sessions) => {
    expect(outdated(toUserItem(user), after && toUserItem(after))).toEqual(sessions);
  });
});

describe('a rename', () => {
  const renaming = { to: 'britta@contoso.com', active: true };
  const signpost = { ...user, active: false, renaming };

  it('outdates nothing before the person has the other name', () => {
    expect(outdated(toUserItem(user), toUserItem(signpost))).toBeUndefined();
  });

  it('outdates the sessions of the old name, and none that the person began under the new one', () => {
    expect(outdated(toUserItem(signpost), undefined)).toEqual({
      ...ofUser,
      before: 4,
      reason: 'user-changed',
    });
  });
});

describe('a written tenant outdates', () => {
  it.each<[what: string, after: Tenant | undefined, sessions: object | undefined]>([
    ['nothing by another name', { ...tenant, displayName: 'Contoso' }, undefined],
    [
      'the sessions of older generations by a newer one',
      { ...tenant, sessionGeneration: 8 },
      { ...ofTenant, before: 8, reason: 'tenant-sessions-revoked' },
    ],
    [
      'them with its own reason by being disabled',
      { ...disabled, sessionGeneration: 8 },
      { ...ofTenant, before: 8, reason: 'tenant-disabled' },
    ],
    ['every session by a removal', undefined, { ...ofTenant, before: undefined, reason: 'tenant-removed' }],
    [
      'every session of the earlier tenant by another of its name',
      { ...tenant, createdAt: secondsFromNow(5), sessionGeneration: 0 },
      { ...ofTenant, before: undefined, reason: 'tenant-removed' },
    ],
  ])('%s', (_, after, sessions) => {
    const stored = (each: Tenant) => toTenantItem({ tenant: each, version: 1 });
    expect(outdated(stored(tenant), after && stored(after))).toEqual(sessions);
  });
});

describe('what is neither a user nor a tenant', () => {
  it.each<[what: string, before: NewItem | undefined, after: NewItem | undefined]>([
    ['a new user', undefined, toUserItem(user)],
    ['a set-up link', { partitionKey: 'timetrack#acme', sortKey: 'setup-link#1' }, undefined],
    ['a flow', { partitionKey: 'timetrack#acme#_1' }, undefined],
  ])('outdates nothing: %s', (_, before, after) => {
    expect(outdated(before, after)).toBeUndefined();
  });
});
