import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { ProblemCode } from '../../shared/problems/problem.ts';
import { dynamoDbRefusalRings } from '../../shared/sign-in/log/dynamodb-rejection-buffers.ts';
import { dynamoDbRefusalLog } from '../../shared/sign-in/log/dynamodb-rejection-log.ts';
import type { RingOwner } from '../../shared/sign-in/log/rejection-buffer-item.ts';
import { refusalSlots } from '../../shared/sign-in/log/rejection-log.ts';
import { describeWithDatabase } from './database.ts';
import { newTenantId, now, secondsFromNow } from './samples.ts';

describeWithDatabase('the rings of refusals', (database) => {
  const rings = () => dynamoDbRefusalRings(database().tables.flows);
  const newTenant = () => ({ id: newTenantId(), createdAt: now });
  const refuse = (tenant: RingOwner, problem: ProblemCode, { seconds = 0, signed = false } = {}) =>
    dynamoDbRefusalLog(database().tables.flows).record({
      app: 'timetrack',
      ...(tenant === undefined ? {} : { tenant }),
      signed,
      reference: randomUUID(),
      problem,
      at: secondsFromNow(seconds),
    });
  const movedOf = async (tenant: RingOwner, before = secondsFromNow(3_600)) =>
    (await rings().moved(before, 1_000)).find((ring) => ring.tenant?.id === tenant?.id);
  const nothing = { signed: 0, unsigned: 0, unknownKeys: 0 };

  it('are found when they moved, by what came since they were announced', async () => {
    const tenant = newTenant();
    for (const problem of ['key-unknown', 'key-unknown', 'signature-missing'] as const)
      await refuse(tenant, problem);
    await refuse(tenant, 'user-unknown', { signed: true });
    await expect
      .poll(() => movedOf(tenant))
      .toMatchObject({
        app: 'timetrack',
        tenant,
        recorded: { signed: 1, unsigned: 3, unknownKeys: 2 },
        announced: nothing,
      });
    const ring = (await movedOf(tenant)) ?? expect.unreachable();
    expect(await rings().fresh(ring)).toEqual({
      count: 4,
      problems: { 'key-unknown': 2, 'signature-missing': 1, 'user-unknown': 1 },
    });

    await rings().markAnnounced(ring);
    await expect.poll(() => movedOf(tenant)).toBeUndefined();
    await refuse(tenant, 'certificate-expired', { signed: true });
    await expect
      .poll(() => movedOf(tenant))
      .toMatchObject({
        recorded: { signed: 2, unsigned: 3, unknownKeys: 2 },
        announced: { signed: 1, unsigned: 3, unknownKeys: 2 },
      });
    const again = (await movedOf(tenant)) ?? expect.unreachable();
    expect(await rings().fresh(again)).toEqual({ count: 1, problems: { 'certificate-expired': 1 } });
  });

  it('are found again where they moved while they were being announced', async () => {
    const tenant = newTenant();
    await refuse(tenant, 'key-unknown');
    await expect.poll(() => movedOf(tenant)).toBeDefined();
    const ring = (await movedOf(tenant)) ?? expect.unreachable();
    await refuse(tenant, 'key-unknown', { seconds: 1 });
    await rings().markAnnounced(ring);
    await expect
      .poll(() => movedOf(tenant))
      .toMatchObject({
        recorded: { unsigned: 2, unknownKeys: 2 },
        announced: { unsigned: 1, unknownKeys: 1 },
      });
  });

  it('count what they could not keep, and wait until the youngest refusal is whole', async () => {
    const tenant = newTenant();
    for (let count = 0; count < refusalSlots + 3; count += 1) await refuse(tenant, 'key-unknown');
    expect(await movedOf(tenant, now)).toBeUndefined();
    await expect.poll(() => movedOf(tenant)).toMatchObject({ recorded: { unsigned: refusalSlots + 3 } });
    const ring = (await movedOf(tenant)) ?? expect.unreachable();
    expect(await rings().fresh(ring)).toEqual({
      count: refusalSlots + 3,
      problems: { 'key-unknown': refusalSlots },
    });
  });

  it('know of an unknown key however much came after it, and of none that was announced', async () => {
    const tenant = newTenant();
    await refuse(tenant, 'key-unknown');
    for (let count = 0; count < 2 * refusalSlots; count += 1) await refuse(tenant, 'signature-missing');
    await expect.poll(() => movedOf(tenant)).toMatchObject({ recorded: { unsigned: 2 * refusalSlots + 1 } });
    const ring = (await movedOf(tenant)) ?? expect.unreachable();
    expect((await rings().fresh(ring)).problems).toEqual({ 'signature-missing': refusalSlots });
    expect(ring).toMatchObject({ recorded: { unknownKeys: 1 }, announced: { unknownKeys: 0 } });
    await rings().markAnnounced(ring);
    await refuse(tenant, 'signature-missing');
    await expect
      .poll(() => movedOf(tenant))
      .toMatchObject({
        recorded: { unknownKeys: 1 },
        announced: { unknownKeys: 1 },
      });
  });

  it('are one for all names that no tenant has', async () => {
    await refuse(undefined, 'tenant-not-found');
    await expect.poll(() => movedOf(undefined)).toMatchObject({ app: 'timetrack' });
  });

  it('cost a refusal no request more', async () => {
    for (const refusing of [
      () => refuse(newTenant(), 'key-unknown'),
      () => refuse(newTenant(), 'user-unknown', { signed: true }),
      () => refuse(undefined, 'tenant-not-found'),
    ]) {
      expect(await database().requestsOf(refusing)).toEqual(['UpdateItemCommand', 'PutItemCommand']);
    }
  });
});
