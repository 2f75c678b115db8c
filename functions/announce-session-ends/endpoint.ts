import type { EventSink, LatchkeyEvent } from '../../shared/events/latchkey-event.ts';
import { endOutdatedSessions } from '../../shared/session-ends/end-outdated-sessions.ts';
import { type EndedSession, endedSessionOf } from '../../shared/session-ends/ended-session.ts';
import { outdatedBy } from '../../shared/session-ends/outdated-sessions.ts';
import { sessionEndedEvent } from '../../shared/session-ends/session-ended-event.ts';
import type { FlowStore } from '../../shared/sign-in/flow-store.ts';
import { changedItemOf, type StreamRecord } from '../../shared/store/stream-record.ts';
import { readable } from './readable.ts';

/** What the function reads and writes, and whom it tells. */
export interface AnnounceSessionEndsDependencies {
  readonly flows: Pick<FlowStore, 'signOutUser' | 'signOutTenant'>;
  readonly events: EventSink;
  /** Sends a notice to each client of the session that wants one. It may send the same notice twice. */
  readonly notifyClients: (session: EndedSession) => Promise<void>;
  readonly clock: () => Date;
}

/**
 * Announces the sessions that a batch of stream records ended, and ends those that a change of a user or a tenant
 * outdated: their records come back through the stream. A record that cannot be read is logged and left out, because it
 * would stop every later one.
 * @throws the first error of a request: the stream then delivers the whole batch again, so each end is told at least
 * once.
 */
export async function announceSessionEnds(
  deps: AnnounceSessionEndsDependencies,
  records: readonly StreamRecord[],
): Promise<void> {
  const changes = records.flatMap((record) => readable(() => read(record)));
  const ended = changes.flatMap((change) => change.ended ?? []);
  const outdated = changes.flatMap((change) => change.outdated ?? []);
  const events: readonly LatchkeyEvent[] = ended.map(sessionEndedEvent);
  await Promise.all([
    events.length > 0 ? deps.events.publish(events) : undefined,
    ...ended.map((session) => deps.notifyClients(session)),
  ]);
  // One after the other: each may end many.
  for (const each of outdated) await endOutdatedSessions(deps.flows, each, deps.clock());
}

function read(record: StreamRecord) {
  const change = changedItemOf(record);
  return { ended: endedSessionOf(change), outdated: outdatedBy(change) };
}
