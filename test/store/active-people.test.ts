import { expect, it } from 'vitest';
import { dynamoDbPeopleCounter } from '../../shared/users/active-people.ts';
import { dynamoDbUserStore } from '../../shared/users/dynamodb-user-store.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { aUser, newTenantId } from '../harness/samples.ts';

describeWithDatabase('the counter of people', (database) => {
  const added = async (count: number, active: (index: number) => boolean) => {
    const tenant = newTenantId();
    const users = dynamoDbUserStore(database().tables.tenants);
    const people = Array.from({ length: count }, (_, index) =>
      aUser({ tenant, signInName: `p${String(index).padStart(3, '0')}@acme.example`, active: active(index) }),
    );
    await Promise.all(people.map((user) => users.add(user)));
    return tenant;
  };

  it.each([
    ['no one', 0, () => true, { active: 0, isAll: true }],
    ['the active ones alone', 3, (index: number) => index === 1, { active: 1, isAll: true }],
    ['at most 100', 101, () => true, { active: 100, isAll: false }],
    [
      'none of the first 100, of whom more follow',
      101,
      (index: number) => index === 100,
      { active: 0, isAll: false },
    ],
  ] as const)('counts %s, with one request', async (_, count, active, expected) => {
    const tenant = await added(count, active);
    const counter = dynamoDbPeopleCounter(database().tables.tenants);
    const requests = await database().requestsOf(async () => {
      expect(await counter.count('timetrack', tenant)).toEqual(expected);
    });
    expect(requests).toEqual(['QueryCommand']);
  });
});
