import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { FlowId } from '../../shared/ids/flow-id.ts';
import { defined } from '../../shared/objects/defined.ts';
import { dynamoDbRejectionLog } from '../../shared/sign-in/log/dynamodb-rejection-log.ts';
import { bufferSlotKey, buffersKey } from '../../shared/sign-in/log/rejection-buffer-item.ts';
import {
  type RejectedSignIn,
  type RejectionLog,
  rejectionLifetimeSeconds,
  rejectionSlots,
} from '../../shared/sign-in/log/rejection-log.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { newTenantId, now, secondsFromNow } from '../harness/samples.ts';
import { lengthOf } from '../harness/tier.ts';

const newTenant = (createdAt = now) => ({ id: newTenantId(), createdAt });

function aRefusal(more: Partial<RejectedSignIn> = {}): RejectedSignIn {
  return {
    app: 'timetrack',
    tenant: newTenant(),
    signed: true,
    reference: randomUUID(),
    problem: 'certificate-expired',
    at: now,
    ...more,
  };
}

/** As it is listed: the tenant by its name alone. */
function listedAs({ tenant, ...refusal }: RejectedSignIn) {
  return { ...refusal, ...defined({ tenant: tenant?.id }) };
}

/** Of twenty refusals at once: several times what is kept. */
const batches = lengthOf({ whole: 50, sample: 8 });

describeWithDatabase('the refusal log', (database) => {
  const log = (): RejectionLog => dynamoDbRejectionLog(database().tables.flows);

  it('lists the refusals of one tenant as they were recorded, newest first', async () => {
    const tenant = newTenant();
    const older = aRefusal({ tenant });
    const newer = aRefusal({
      tenant,
      at: secondsFromNow(1),
      flow: `_${'0'.repeat(32)}` as FlowId,
      expected: 'a certificate that is valid today',
      actual: 'one that expired yesterday',
    });
    for (const refusal of [older, newer, aRefusal()]) await log().record(refusal);
    expect(await log().list('timetrack', tenant, now)).toEqual([newer, older].map(listedAs));
    expect(await log().list('trakstar', tenant, now)).toEqual([]);
  });

  it('keeps all that is told of a message', async () => {
    const message = {
      issuer: 'https://sts.windows.net/other/',
      certificate: 'a1b2',
      signatureHash: 'sha256',
      failed: ['audience', 'recipient'],
      shape: {
        nameIdFormat: 'a format',
        nameIdFrom: ['a'],
        claims: ['a', 'b'],
        signed: 'assertion',
        signatureHash: 'sha256',
        certificate: 'a1b2',
      },
    } as const;
    const whole = aRefusal({ message });
    const claimedOnly = aRefusal({ message: { issuer: message.issuer } });
    for (const refusal of [whole, claimedOnly]) {
      await log().record(refusal);
      expect(await log().list(refusal.app, refusal.tenant, now)).toEqual([listedAs(refusal)]);
    }
  });

  it('is swept of a refusal in the second in which it is too old, and of its ring', async () => {
    const refusal = aRefusal();
    const { app, tenant } = refusal;
    await log().record(refusal);
    const timeToLive = Math.ceil(now.getTime() / 1_000) + rejectionLifetimeSeconds;
    for (const key of [bufferSlotKey(app, tenant, 'signed', 1), buffersKey(app, tenant)]) {
      expect(await database().tables.flows.get(key)).toMatchObject({ timeToLive });
    }
  });

  it.each([true, false])(`keeps the last ${rejectionSlots} and never more, of signed: %s`, async (signed) => {
    const tenant = newTenant();
    const count = rejectionSlots + 5;
    for (let second = 0; second < count; second++) {
      await log().record(aRefusal({ tenant, signed, at: secondsFromNow(second), reference: `r${second}` }));
    }
    const listed = await log().list('timetrack', tenant, now);
    const last = Array.from({ length: rejectionSlots }, (_, index) => `r${count - 1 - index}`);
    expect(listed.map(({ reference }) => reference)).toEqual(last);
  });

  it('keeps what came to names that no tenant has in rings that an app’s names share', async () => {
    const known = aRefusal({ app: 'trakstar' });
    const { tenant: _, ...nobodys } = aRefusal({ app: 'trakstar', problem: 'tenant-not-found' });
    for (const refusal of [known, { ...nobodys, actual: 'one' }, { ...nobodys, actual: 'other' }]) {
      await log().record(refusal);
    }
    const listed = await log().list('trakstar', undefined, now);
    expect(listed.map(({ tenant, actual }) => [tenant, actual]).sort()).toEqual([
      [undefined, 'one'],
      [undefined, 'other'],
    ]);
    expect(await log().list('timetrack', undefined, now)).toEqual([]);
    expect(await log().list('trakstar', known.tenant, now)).toEqual([listedAs(known)]);
  });

  it('keeps each of many refusals at once', async () => {
    const tenant = newTenant();
    await Promise.all(Array.from({ length: 30 }, () => log().record(aRefusal({ tenant }))));
    expect(await log().list('timetrack', tenant, now)).toHaveLength(30);
  });

  it('lists no refusal that is too old, swept or not', async () => {
    const refusal = aRefusal();
    await log().record(refusal);
    const list = (seconds: number) => log().list(refusal.app, refusal.tenant, secondsFromNow(seconds));
    expect(await list(rejectionLifetimeSeconds - 1)).toHaveLength(1);
    expect(await list(rejectionLifetimeSeconds)).toEqual([]);
  });

  it(`keeps what the directory signed through ${20 * batches} refusals that anybody can cause`, async () => {
    const tenant = newTenant();
    const signed = aRefusal({ tenant, problem: 'user-unknown' });
    await log().record(signed);
    for (let batch = 0; batch < batches; batch += 1) {
      const noise = Array.from({ length: 20 }, () =>
        aRefusal({ tenant, signed: false, problem: 'signature-missing', at: secondsFromNow(1) }),
      );
      await Promise.all(noise.map((each) => log().record(each)));
    }
    const listed = await log().list('timetrack', tenant, now);
    expect(listed).toHaveLength(rejectionSlots + 1);
    expect(listed.at(-1)).toEqual(listedAs(signed));
    const buffers = await database().tables.flows.get(buffersKey('timetrack', tenant));
    expect(buffers).toMatchObject({ signed: 1, unsigned: 20 * batches, unknownKeys: 0 });
  });

  it('shows a tenant nothing that came to an earlier one of its name', async () => {
    const earlier = newTenant(secondsFromNow(-60));
    const later = { ...earlier, createdAt: now };
    const theirs = aRefusal({ tenant: earlier, at: secondsFromNow(60) });
    const ours = aRefusal({ tenant: later, at: secondsFromNow(60), signed: false });
    for (const refusal of [theirs, ours]) await log().record(refusal);
    expect(await log().list('timetrack', later, now)).toEqual([listedAs(ours)]);
    expect(await log().list('timetrack', earlier, now)).toEqual([listedAs(theirs)]);
  });

  it('is gone with its tenant, and nothing else is', async () => {
    const earlier = newTenant(secondsFromNow(-60));
    const later = { ...earlier, createdAt: now };
    for (const signed of [true, false]) await log().record(aRefusal({ tenant: earlier, signed }));
    const ours = aRefusal({ tenant: later });
    await log().record(ours);
    await log().remove('timetrack', earlier);
    expect(await log().list('timetrack', earlier, now)).toEqual([]);
    expect(await database().tables.flows.get(buffersKey('timetrack', earlier))).toBeUndefined();
    expect(await log().list('timetrack', later, now)).toEqual([listedAs(ours)]);
  });

  it('lists in two requests', async () => {
    const refusal = aRefusal();
    await log().record(refusal);
    const requests = await database().requestsOf(() => log().list(refusal.app, refusal.tenant, now));
    expect(requests).toEqual(['BatchGetItemCommand', 'BatchGetItemCommand']);
  });
});
