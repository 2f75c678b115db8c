import type { LogoutNoticeQueue } from '../../shared/events/logout-notice.ts';
import type { EndedSession } from '../../shared/session-ends/ended-session.ts';
import { noticesOf } from '../../shared/session-ends/notices-of-session.ts';
import { readOwnGrantItem } from '../../shared/sign-in/grant/grant-item.ts';
import { ownGrantItemsOfSession } from '../../shared/sign-in/grant/grants-of-session.ts';
import type { Table } from '../../shared/store/table.ts';
import { readable } from './readable.ts';

/** Returns what sends a notice to each client of an ended session: one query, and one request for ten notices. */
export function notifyingClients(
  flows: Table,
  queue: LogoutNoticeQueue,
): (session: EndedSession) => Promise<void> {
  return async (session) => {
    const items = await ownGrantItemsOfSession(flows, session);
    // One that cannot be read is logged and left out: the others are told.
    const grants = items.flatMap((item) => readable(() => readOwnGrantItem(item)));
    const notices = noticesOf(session, grants);
    if (notices.length > 0) await queue.send(notices);
  };
}
