import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { TenantId } from '../../shared/apps/profile.ts';
import { dynamoDbRefusalLog } from '../../shared/flows/dynamodb-refusal-log.ts';
import { dynamoDbRefusalRings } from '../../shared/flows/dynamodb-refusal-rings.ts';
import { refusalSlots } from '../../shared/flows/refusal-log.ts';
import type { ProblemCode } from '../../shared/saml/inbound/problem.ts';
import { describeWithDatabase } from './database.ts';
import { newTenantId, now, secondsFromNow } from './samples.ts';

describeWithDatabase('the rings of refusals', (database) => {
  const rings = () => dynamoDbRefusalRings(database().tables.flows);
  const refuse = (tenant: TenantId | undefined, problem: ProblemCode, seconds = 0) =>
    dynamoDbRefusalLog(database().tables.flows).record({
      app: 'timetrack',
      ...(tenant === undefined ? {} : { tenant }),
      reference: randomUUID(),
      problem,
      at: secondsFromNow(seconds),
    });
  const movedOf = async (tenant: TenantId | undefined, before = secondsFromNow(3_600)) =>
    (await rings().moved(before, 1_000)).find((ring) => ring.tenant === tenant);

  it('are found when they moved, by what came since they were announced', async () => {
    const tenant = newTenantId();
    for (const problem of ['key-unknown', 'key-unknown', 'user-unknown'] as const)
      await refuse(tenant, problem);
    await expect.poll(() => movedOf(tenant)).toMatchObject({ app: 'timetrack', recorded: 3, announced: 0 });
    const ring = (await movedOf(tenant)) ?? expect.unreachable();
    expect(await rings().fresh(ring)).toEqual({
      count: 3,
      problems: { 'key-unknown': 2, 'user-unknown': 1 },
    });

    await rings().markAnnounced(ring);
    await expect.poll(() => movedOf(tenant)).toBeUndefined();
    await refuse(tenant, 'certificate-expired');
    await expect.poll(() => movedOf(tenant)).toMatchObject({ recorded: 4, announced: 3 });
    const again = (await movedOf(tenant)) ?? expect.unreachable();
    expect(await rings().fresh(again)).toEqual({ count: 1, problems: { 'certificate-expired': 1 } });
  });

  it('are found again where they moved while they were being announced', async () => {
    const tenant = newTenantId();
    await refuse(tenant, 'key-unknown');
    await expect.poll(() => movedOf(tenant)).toBeDefined();
    const ring = (await movedOf(tenant)) ?? expect.unreachable();
    await refuse(tenant, 'key-unknown', 1);
    await rings().markAnnounced(ring);
    await expect.poll(() => movedOf(tenant)).toMatchObject({ recorded: 2, announced: 1 });
  });

  it('count what they could not keep, and wait until the youngest refusal is whole', async () => {
    const tenant = newTenantId();
    for (let count = 0; count < refusalSlots + 3; count += 1) await refuse(tenant, 'key-unknown');
    expect(await movedOf(tenant, now)).toBeUndefined();
    await expect.poll(() => movedOf(tenant)).toMatchObject({ recorded: refusalSlots + 3 });
    const ring = (await movedOf(tenant)) ?? expect.unreachable();
    expect(await rings().fresh(ring)).toEqual({
      count: refusalSlots + 3,
      problems: { 'key-unknown': refusalSlots },
    });
  });

  it('are one for all names that no tenant has', async () => {
    await refuse(undefined, 'tenant-not-found');
    await expect.poll(() => movedOf(undefined)).toMatchObject({ app: 'timetrack' });
  });

  it('cost a refusal no request more', async () => {
    const requests = await database().requestsOf(() => refuse(newTenantId(), 'key-unknown'));
    expect(requests).toEqual(['UpdateItemCommand', 'PutItemCommand']);
  });
});
