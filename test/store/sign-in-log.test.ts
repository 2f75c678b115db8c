import { expect, it } from 'vitest';
import type { TenantId } from '../../shared/ids/tenant-id.ts';
import { dynamoDbFlowStore } from '../../shared/sign-in/dynamodb-flow-store.ts';
import { dynamoDbSignInLog } from '../../shared/sign-in/log/dynamodb-sign-in-log.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { aRequest, aSignIn, newTenantId, secondsFromNow } from '../harness/samples.ts';

describeWithDatabase('the log of sign-ins', (database) => {
  const store = () => dynamoDbFlowStore(database().tables.flows);

  /** The seconds at which a tenant's sign-ins were, in the order of the log. */
  async function listed(tenant: TenantId, before?: Date, createdAt = secondsFromNow(0)): Promise<number[]> {
    const log = dynamoDbSignInLog(database().tables.flows);
    const times: number[] = [];
    for await (const { signedInAt } of log.list({ app: 'timetrack', id: tenant, createdAt }, before)) {
      times.push((signedInAt.getTime() - secondsFromNow(0).getTime()) / 1_000);
    }
    return times;
  }

  async function signInAt(tenant: TenantId, second: number): Promise<void> {
    const signIn = aSignIn({ app: 'timetrack', tenant }, { signedInAt: secondsFromNow(second) });
    expect(await store().signInUnsolicited(signIn)).toBe(true);
  }

  it('lists the sign-ins of one tenant from the newest on, and no open request', async () => {
    const tenant = newTenantId();
    for (const second of [2, 1, 3]) await signInAt(tenant, second);
    await signInAt(newTenantId(), 4);
    await store().request(aRequest({ tenant }));

    await expect.poll(() => listed(tenant)).toEqual([3, 2, 1]);
  });

  it('lists only those before a time', async () => {
    const tenant = newTenantId();
    for (const second of [1, 2, 3]) await signInAt(tenant, second);

    await expect.poll(() => listed(tenant, secondsFromNow(3))).toEqual([2, 1]);
    expect(await listed(tenant, secondsFromNow(1))).toEqual([]);
  });

  it('lists no sign-in of an earlier tenant of the name', async () => {
    const tenant = newTenantId();
    // The clocks of two machines differ: the later tenant may seem to be the older one.
    for (const [second, tenantCreatedAt] of [
      [1, secondsFromNow(60)],
      [2, secondsFromNow(0)],
    ] as const) {
      const times = { signedInAt: secondsFromNow(second), tenantCreatedAt };
      await store().signInUnsolicited(aSignIn({ app: 'timetrack', tenant }, times));
    }
    await expect.poll(() => listed(tenant)).toEqual([2]);
    expect(await listed(tenant, undefined, secondsFromNow(60))).toEqual([1]);
  });

  it('lists what the release before stored, by its time', async () => {
    const tenant = newTenantId();
    for (const second of [1, 2, 3]) await signInAt(tenant, second);

    await expect.poll(() => listed(tenant)).toEqual([3, 2, 1]);
    expect(await listed(tenant, undefined, secondsFromNow(3))).toEqual([3]);
    expect(await listed(tenant, undefined, secondsFromNow(4))).toEqual([]);
  });

  it('goes on to the next page', async () => {
    const tenant = newTenantId();
    const seconds = Array.from({ length: 51 }, (_, second) => second);
    await Promise.all(seconds.map((second) => signInAt(tenant, second)));

    await expect.poll(() => listed(tenant)).toEqual(seconds.toReversed());
    const requests = await database().requestsOf(() => listed(tenant));
    expect(requests).toEqual(['QueryCommand', 'QueryCommand']);
  });
});
