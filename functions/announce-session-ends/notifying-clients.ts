import type { LogoutNoticeQueue } from '../../shared/events/logout-notice.ts';
import type { EndedSession } from '../../shared/session-ends/ended-session.ts';
import { noticesOf } from '../../shared/session-ends/notices-of-session.ts';
import { ownGrantsOfSession } from '../../shared/sign-in/grant/grants-of-session.ts';
import type { Table } from '../../shared/store/table.ts';

/** Returns what sends a notice to each client of an ended session: one query, and one request for ten notices. */
export function notifyingClients(
  flows: Table,
  queue: LogoutNoticeQueue,
): (session: EndedSession) => Promise<void> {
  return async (session) => {
    const notices = noticesOf(session, await ownGrantsOfSession(flows, session));
    if (notices.length > 0) await queue.send(notices);
  };
}
