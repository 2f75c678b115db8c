import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { defined } from '../../shared/objects/defined.ts';
import type { ProblemCode } from '../../shared/problems/problem.ts';
import { dynamoDbRejectionBuffers } from '../../shared/sign-in/log/dynamodb-rejection-buffers.ts';
import { dynamoDbRejectionLog } from '../../shared/sign-in/log/dynamodb-rejection-log.ts';
import type { BufferOwner } from '../../shared/sign-in/log/rejection-buffer-item.ts';
import { rejectionSlots } from '../../shared/sign-in/log/rejection-log.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { newTenantId, now, secondsFromNow } from '../harness/samples.ts';

describeWithDatabase('the rings of refusals', (database) => {
  const buffers = () => dynamoDbRejectionBuffers(database().tables.flows);
  const newTenant = () => ({ id: newTenantId(), createdAt: now });
  const refuse = (tenant: BufferOwner, problem: ProblemCode, { seconds = 0, signed = false } = {}) =>
    dynamoDbRejectionLog(database().tables.flows).record({
      app: 'timetrack',
      ...defined({ tenant }),
      signed,
      reference: randomUUID(),
      problem,
      at: secondsFromNow(seconds),
    });
  const movedOf = async (tenant: BufferOwner, before = secondsFromNow(3_600)) =>
    (await buffers().moved(before, 1_000)).find((buffer) => buffer.tenant?.id === tenant?.id);
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
    const buffer = (await movedOf(tenant)) ?? expect.unreachable();
    expect(await buffers().fresh(buffer)).toEqual({
      count: 4,
      problems: { 'key-unknown': 2, 'signature-missing': 1, 'user-unknown': 1 },
    });

    await buffers().markAnnounced(buffer);
    await expect.poll(() => movedOf(tenant)).toBeUndefined();
    await refuse(tenant, 'certificate-expired', { signed: true });
    await expect
      .poll(() => movedOf(tenant))
      .toMatchObject({
        recorded: { signed: 2, unsigned: 3, unknownKeys: 2 },
        announced: { signed: 1, unsigned: 3, unknownKeys: 2 },
      });
    const again = (await movedOf(tenant)) ?? expect.unreachable();
    expect(await buffers().fresh(again)).toEqual({ count: 1, problems: { 'certificate-expired': 1 } });
  });

  it('are found again where they moved while they were being announced', async () => {
    const tenant = newTenant();
    await refuse(tenant, 'key-unknown');
    await expect.poll(() => movedOf(tenant)).toBeDefined();
    const buffer = (await movedOf(tenant)) ?? expect.unreachable();
    await refuse(tenant, 'key-unknown', { seconds: 1 });
    await buffers().markAnnounced(buffer);
    await expect
      .poll(() => movedOf(tenant))
      .toMatchObject({
        recorded: { unsigned: 2, unknownKeys: 2 },
        announced: { unsigned: 1, unknownKeys: 1 },
      });
  });

  it('count what they could not keep, and wait until the youngest refusal is whole', async () => {
    const tenant = newTenant();
    for (let count = 0; count < rejectionSlots + 3; count += 1) await refuse(tenant, 'key-unknown');
    expect(await movedOf(tenant, now)).toBeUndefined();
    await expect.poll(() => movedOf(tenant)).toMatchObject({ recorded: { unsigned: rejectionSlots + 3 } });
    const buffer = (await movedOf(tenant)) ?? expect.unreachable();
    expect(await buffers().fresh(buffer)).toEqual({
      count: rejectionSlots + 3,
      problems: { 'key-unknown': rejectionSlots },
    });
  });

  it('know of an unknown key however much came after it, and of none that was announced', async () => {
    const tenant = newTenant();
    await refuse(tenant, 'key-unknown');
    for (let count = 0; count < 2 * rejectionSlots; count += 1) await refuse(tenant, 'signature-missing');
    await expect
      .poll(() => movedOf(tenant))
      .toMatchObject({ recorded: { unsigned: 2 * rejectionSlots + 1 } });
    const buffer = (await movedOf(tenant)) ?? expect.unreachable();
    expect((await buffers().fresh(buffer)).problems).toEqual({ 'signature-missing': rejectionSlots });
    expect(buffer).toMatchObject({ recorded: { unknownKeys: 1 }, announced: { unknownKeys: 0 } });
    await buffers().markAnnounced(buffer);
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
