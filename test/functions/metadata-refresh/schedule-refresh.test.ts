import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { announceRejections } from '../../../functions/schedule-refresh/announce-rejections.ts';
import {
  type ScheduleRefreshDependencies,
  scheduleRefresh,
  spreadJobs,
} from '../../../functions/schedule-refresh/endpoint.ts';
import { eventDetails, type LatchkeyEvent } from '../../../shared/events/latchkey-event.ts';
import type { DelayedRefreshJob } from '../../../shared/events/refresh-job.ts';
import type { BufferCounts, ChangedBuffers } from '../../../shared/sign-in/log/rejection-buffers.ts';
import type { TenantInSlot } from '../../../shared/tenants/store/refresh-slot.ts';
import {
  nextRefreshOf,
  refreshSlotAt,
  refreshSlotOf,
  refreshSlots,
} from '../../../shared/tenants/store/refresh-slot.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { newTenantId } from '../../harness/samples.ts';

const { now } = facts;

/** Tenants of one directory, or of one each. */
const tenantsOf = (count: number, directory?: string): readonly TenantInSlot[] =>
  Array.from({ length: count }, (_, index) => ({
    app: 'timetrack',
    id: newTenantId(),
    directory: directory ?? `idp-${index}.example`,
  }));

describe('the turns', () => {
  it('are as many as the minutes of twelve hours, and each comes round in them', () => {
    const minutes = Array.from({ length: refreshSlots }, (_, minute) =>
      refreshSlotAt(secondsAfter(now, 60 * minute)),
    );
    expect(refreshSlots).toBe(12 * 60);
    expect(new Set(minutes).size).toBe(refreshSlots);
    expect(refreshSlotAt(secondsAfter(now, 60 * refreshSlots))).toBe(refreshSlotAt(now));
  });

  it('have about as many tenants each', () => {
    const sizes = new Map<number, number>();
    for (let count = 0; count < 72_000; count += 1) {
      const slot = refreshSlotOf('timetrack', newTenantId());
      sizes.set(slot, (sizes.get(slot) ?? 0) + 1);
    }
    expect(sizes.size).toBe(refreshSlots);
    // 100 on average; six standard deviations.
    expect(Math.max(...sizes.values())).toBeLessThan(160);
  });

  it('say when a tenant is next looked after, always ahead and within twelve hours', () => {
    for (let count = 0; count < 100; count += 1) {
      const id = newTenantId();
      const next = nextRefreshOf('trakstar', id, now);
      expect(refreshSlotAt(next)).toBe(refreshSlotOf('trakstar', id));
      expect(next.getTime() - now.getTime()).toBeGreaterThan(0);
      expect(next.getTime() - now.getTime()).toBeLessThanOrEqual(12 * 3_600_000);
    }
  });
});

describe('the asks of a turn', () => {
  it('are spread over its minute', () => {
    const delays = spreadJobs(tenantsOf(600), Math.random).map(({ delaySeconds }) => delaySeconds);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...delays)).toBeLessThan(60);
    expect(new Set(delays).size).toBeGreaterThan(40);
  });

  it('leave five seconds between tenants of one directory, as far as a message can wait', () => {
    const delays = spreadJobs(tenantsOf(300, 'idp.example'), () => 0).map(({ delaySeconds }) => delaySeconds);
    expect(delays.slice(0, 3)).toEqual([0, 5, 10]);
    expect(delays.at(-1)).toBe(900);
  });
});

type RingsWithProblems = ChangedBuffers & { readonly problems: Readonly<Record<string, number>> };

const none: BufferCounts = { signed: 0, unsigned: 0, unknownKeys: 0 };

/** A run over these buffers, with what it sent. */
function aRun(
  buffers: readonly (ChangedBuffers & { readonly problems: Readonly<Record<string, number>> })[] = [],
) {
  const events: LatchkeyEvent[] = [];
  const asks: DelayedRefreshJob[] = [];
  const announced: ChangedBuffers[] = [];
  const asked: { before?: Date } = {};
  const deps: ScheduleRefreshDependencies = {
    tenantsOf: async () => tenantsOf(2),
    random: () => 0,
    buffers: {
      moved: async (before) => {
        asked.before = before;
        return buffers;
      },
      fresh: async (buffer) => ({
        count:
          buffer.recorded.signed +
          buffer.recorded.unsigned -
          buffer.announced.signed -
          buffer.announced.unsigned,
        problems: buffers.find((each) => each === buffer)?.problems ?? {},
      }),
      markAnnounced: async (buffer) => void announced.push(buffer),
    },
    events: {
      publish: async (all) => {
        for (const { type, detail } of all) v.parse(eventDetails[type], detail);
        events.push(...all);
      },
    },
    queue: { send: async (all) => void asks.push(...all) },
  };
  return { ports: deps, events, asks, announced, asked };
}

describe('refusals', () => {
  const tenant = { id: newTenantId(), createdAt: now };
  const buffer = (problems: Readonly<Record<string, number>>, unknownKeys = 0): RingsWithProblems => ({
    app: 'timetrack',
    tenant,
    partitionKey: 'p',
    recorded: { signed: 3, unsigned: 9, unknownKeys },
    announced: { signed: 2, unsigned: 7, unknownKeys: 0 },
    problems,
  });

  it('are told by one event a tenant, with how many of which problem', async () => {
    const moved = buffer({ 'user-unknown': 2, 'flow-expired': 1 });
    const { ports, events, asks, announced } = aRun([moved]);
    await announceRejections(ports, now);
    expect(events).toMatchObject([
      {
        type: 'latchkey.sign-in.refused',
        detail: {
          tenant: tenant.id,
          refusals: 3,
          signed: 1,
          problems: { 'user-unknown': 2, 'flow-expired': 1 },
        },
      },
    ]);
    expect(asks).toEqual([]);
    expect(announced).toEqual([moved]);
  });

  it('by a key that nobody knows ask for the metadata, once a run and at once', async () => {
    // By the count alone: the slot that names it may be overwritten long since.
    const { ports, asks } = aRun([buffer({ 'signature-missing': 3 }, 1)]);
    await announceRejections(ports, now);
    expect(asks).toEqual([{ app: 'timetrack', tenant: tenant.id, because: 'sign-in', delaySeconds: 0 }]);
  });

  it('at names that no tenant has are nobody’s: their ring is only marked', async () => {
    const nobodys = {
      app: 'trakstar',
      partitionKey: 'trakstar#-#-#refusals',
      recorded: { ...none, unsigned: 5 },
      announced: none,
      problems: { 'tenant-not-found': 5 },
    } as const;
    const { ports, events, asks, announced } = aRun([nobodys]);
    await announceRejections(ports, now);
    expect([events, asks, announced]).toEqual([[], [], [nobodys]]);
  });

  it('are told again, by the same id, where a run ended before it could mark them', async () => {
    const { ports, events } = aRun([buffer({ 'key-unknown': 3 }, 3)]);
    const marking = () => Promise.reject(new Error('gone'));
    const broken = { ...ports, buffers: { ...ports.buffers, markAnnounced: marking } };
    await expect(announceRejections(broken, now)).rejects.toThrow('gone');
    await announceRejections(ports, secondsAfter(now, 60));
    const [first, second] = events.map(({ detail }) => detail.id);
    expect(events).toHaveLength(2);
    expect(first).toBe(second);
  });

  it('at hundreds of tenants are told of in one run: none waits behind the others', async () => {
    const many = Array.from({ length: 450 }, (_, index) => ({
      ...buffer({}, 1),
      tenant: { id: newTenantId(), createdAt: now },
      partitionKey: `p${index}`,
    }));
    const { ports, events, asks, announced } = aRun(many);
    expect(await announceRejections(ports, now)).toBe(450);
    expect([events.length, asks.length, announced.length]).toEqual([450, 450, 450]);
  });

  it('are left alone for five seconds, so that they are whole', async () => {
    const { ports, asked } = aRun();
    await announceRejections(ports, now);
    expect(asked.before).toEqual(secondsAfter(now, -5));
  });
});

describe('a run', () => {
  it('asks for the tenants of its turn although the refusals cannot be read, and says that it failed', async () => {
    const { ports, asks } = aRun();
    const buffers = { ...ports.buffers, moved: () => Promise.reject(new Error('no rings')) };
    await expect(scheduleRefresh({ ...ports, buffers }, now)).rejects.toThrow('no rings');
    expect(asks).toHaveLength(2);
  });

  it('announces refusals although the turn cannot be read', async () => {
    const moved = {
      app: 'timetrack' as const,
      tenant: { id: newTenantId(), createdAt: now },
      partitionKey: 'p',
      recorded: { ...none, signed: 1 },
      announced: none,
      problems: {},
    };
    const { ports, events } = aRun([moved]);
    const tenants = () => Promise.reject(new Error('no turn'));
    await expect(scheduleRefresh({ ...ports, tenantsOf: tenants }, now)).rejects.toThrow('no turn');
    expect(events).toHaveLength(1);
  });
});
