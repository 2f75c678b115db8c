import { watchTurnAt } from '../../shared/tenants/store/refresh-slot.ts';
import type { TenantInTurn } from '../../shared/tenants/store/tenants-of-slot.ts';
import { type AnnouncementPorts, announceRefusals } from './announce-refusals.ts';
import { spread } from './spread.ts';

/** What a run works with. */
export interface SchedulePorts extends AnnouncementPorts {
  /** The tenants of a turn. */
  readonly tenantsOf: (turn: number) => Promise<readonly TenantInTurn[]>;
  /** From 0 on, below 1. */
  readonly random: () => number;
}

/**
 * One run, a minute: asks for the tenants whose turn it is, and announces refusals. Neither waits for the other
 * or fails with it. @throws what failed
 */
export async function scheduleRefresh(ports: SchedulePorts, now: Date): Promise<void> {
  const done = await Promise.allSettled([takeTurn(ports, now), announceRefusals(ports, now)]);
  for (const each of done) if (each.status === 'rejected') throw each.reason;
}

async function takeTurn({ tenantsOf, queue, random }: SchedulePorts, now: Date): Promise<void> {
  const tenants = await tenantsOf(watchTurnAt(now));
  if (tenants.length > 0) await queue.send(spread(tenants, random));
}
