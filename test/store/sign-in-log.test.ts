import { expect, it } from 'vitest';
import type { TenantId } from '../../shared/apps/profile.ts';
import { dynamoDbFlowStore } from '../../shared/flows/dynamodb-flow-store.ts';
import { dynamoDbSignInLog } from '../../shared/flows/dynamodb-sign-in-log.ts';
import { describeWithDatabase } from './database.ts';
import { aRequest, aSignIn, newTenantId, secondsFromNow } from './samples.ts';

describeWithDatabase('the log of sign-ins', (database) => {
  const store = () => dynamoDbFlowStore(database().tables.flows);

  /** The seconds at which a tenant's sign-ins were, in the order of the log. */
  async function listed(tenant: TenantId, before?: Date): Promise<number[]> {
    const log = dynamoDbSignInLog(database().tables.flows);
    const times: number[] = [];
    for await (const { signedInAt } of log.list('timetrack', tenant, before)) {
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

  it('goes on to the next page', async () => {
    const tenant = newTenantId();
    const seconds = Array.from({ length: 51 }, (_, second) => second);
    await Promise.all(seconds.map((second) => signInAt(tenant, second)));

    await expect.poll(() => listed(tenant)).toEqual(seconds.toReversed());
    const requests = await database().requestsOf(() => listed(tenant));
    expect(requests).toEqual(['QueryCommand', 'QueryCommand']);
  });
});
