import type { EventSink } from '../../shared/events/event-sink.ts';
import type { LatchkeyEvent } from '../../shared/events/latchkey-event.ts';
import type { DelayedAsk, RefreshQueue } from '../../shared/events/refresh-ask.ts';
import type { FreshRefusals, MovedRing, RefusalRings } from '../../shared/flows/refusal-rings.ts';
import { eventId } from '../../shared/rollover/rollover-events.ts';

/** What refusals are announced with. */
export interface AnnouncementPorts {
  readonly rings: RefusalRings;
  readonly events: EventSink;
  readonly queue: RefreshQueue;
}

/** As many rings as one run looks into; the others are found by the next. */
const ringsPerRun = 200;

/** How long a refusal is left to be written whole, in milliseconds. */
const settlingMilliseconds = 5_000;

/** What a directory that signs with a new key is refused by. */
const newKeyProblems = ['key-unknown', 'key-missing'] as const;

/**
 * Tells of the refusals that came since the last run, one event a tenant, and asks for the metadata of those whose
 * directory signed with a key that nobody knows. So neither costs a sign-in anything: what it leaves is the same
 * ring, whoever looks into it. A ring is marked last: whatever ends before is told again.
 */
export async function announceRefusals(ports: AnnouncementPorts, now: Date): Promise<number> {
  const moved = await ports.rings.moved(new Date(now.getTime() - settlingMilliseconds), ringsPerRun);
  const found = await Promise.all(
    moved.map(async (ring) => ({ ring, fresh: await ports.rings.fresh(ring) })),
  );
  const events = found.flatMap(({ ring, fresh }) => refusedEvent(ring, fresh, now));
  const asks = found.flatMap(({ ring, fresh }) => askFor(ring, fresh));
  if (events.length > 0) await ports.events.publish(events);
  if (asks.length > 0) await ports.queue.send(asks);
  await Promise.all(moved.map((ring) => ports.rings.markAnnounced(ring)));
  return events.length;
}

function refusedEvent(ring: MovedRing, { count, problems }: FreshRefusals, now: Date): LatchkeyEvent[] {
  const { app, tenant, recorded } = ring;
  // What comes to names that no tenant has concerns nobody.
  if (tenant === undefined || count < 1) return [];
  const id = eventId(app, tenant, 'refused', recorded, ring.announced);
  return [
    {
      type: 'latchkey.sign-in.refused',
      detail: { version: 1, id, at: now.toISOString(), app, tenant, refusals: count, problems },
    },
  ];
}

function askFor({ app, tenant }: MovedRing, { problems }: FreshRefusals): DelayedAsk[] {
  const isNewKey = newKeyProblems.some((code) => problems[code] !== undefined);
  return isNewKey && tenant !== undefined ? [{ app, tenant, because: 'sign-in', delaySeconds: 0 }] : [];
}
