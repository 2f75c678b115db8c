import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { dynamoDbRefusalLog } from '../../shared/flows/dynamodb-refusal-log.ts';
import type { FlowId } from '../../shared/flows/flow.ts';
import {
  type Refusal,
  type RefusalLog,
  refusalLifetimeSeconds,
  refusalSlots,
} from '../../shared/flows/refusal-log.ts';
import { ringKey, slotKey } from '../../shared/flows/refusal-ring-item.ts';
import { describeWithDatabase } from './database.ts';
import { newTenantId, now, secondsFromNow } from './samples.ts';

function aRefusal(more: Partial<Refusal> = {}): Refusal {
  return {
    app: 'timetrack',
    tenant: newTenantId(),
    reference: randomUUID(),
    problem: 'certificate-expired',
    at: now,
    ...more,
  };
}

describeWithDatabase('the refusal log', (database) => {
  const log = (): RefusalLog => dynamoDbRefusalLog(database().tables.flows);

  it('lists the refusals of one tenant as they were recorded, newest first', async () => {
    const tenant = newTenantId();
    const older = aRefusal({ tenant });
    const newer = aRefusal({
      tenant,
      at: secondsFromNow(1),
      flow: `_${'0'.repeat(32)}` as FlowId,
      expected: 'a certificate that is valid today',
      actual: 'one that expired yesterday',
    });
    for (const refusal of [older, newer, aRefusal()]) await log().record(refusal);
    expect(await log().list('timetrack', tenant, now)).toEqual([newer, older]);
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
      expect(await log().list(refusal.app, refusal.tenant, now)).toEqual([refusal]);
    }
  });

  it('is swept of a refusal in the second in which it is too old, and of its ring', async () => {
    const refusal = aRefusal();
    const { app, tenant } = refusal;
    await log().record(refusal);
    const timeToLive = Math.ceil(now.getTime() / 1_000) + refusalLifetimeSeconds;
    for (const key of [slotKey(app, tenant, 1), ringKey(app, tenant)]) {
      expect(await database().tables.flows.get(key)).toMatchObject({ timeToLive });
    }
  });

  it(`keeps the last ${refusalSlots} and never more`, async () => {
    const tenant = newTenantId();
    const count = refusalSlots + 5;
    for (let second = 0; second < count; second++) {
      await log().record(aRefusal({ tenant, at: secondsFromNow(second), reference: `r${second}` }));
    }
    const listed = await log().list('timetrack', tenant, now);
    const last = Array.from({ length: refusalSlots }, (_, index) => `r${count - 1 - index}`);
    expect(listed.map(({ reference }) => reference)).toEqual(last);
  });

  it('keeps what came to names that no tenant has in one ring an app', async () => {
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
    expect(await log().list('trakstar', known.tenant, now)).toEqual([known]);
  });

  it('keeps each of many refusals at once', async () => {
    const tenant = newTenantId();
    await Promise.all(Array.from({ length: 30 }, () => log().record(aRefusal({ tenant }))));
    expect(await log().list('timetrack', tenant, now)).toHaveLength(30);
  });

  it('lists no refusal that is too old, swept or not', async () => {
    const refusal = aRefusal();
    await log().record(refusal);
    const list = (seconds: number) => log().list(refusal.app, refusal.tenant, secondsFromNow(seconds));
    expect(await list(refusalLifetimeSeconds - 1)).toHaveLength(1);
    expect(await list(refusalLifetimeSeconds)).toEqual([]);
  });

  it('lists in one request', async () => {
    const refusal = aRefusal();
    await log().record(refusal);
    const requests = await database().requestsOf(() => log().list(refusal.app, refusal.tenant, now));
    expect(requests).toEqual(['BatchGetItemCommand']);
  });
});
