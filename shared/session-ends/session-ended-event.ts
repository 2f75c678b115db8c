import { eventId } from '../events/event-id.ts';
import type { LatchkeyEvent } from '../events/latchkey-event.ts';
import type { EndedSession } from './ended-session.ts';

/** Returns the event of an ended session. A session ends once, so its id is always the same. */
export function sessionEndedEvent({ app, tenant, id, user, end }: EndedSession): LatchkeyEvent {
  return {
    type: 'latchkey.session.ended',
    detail: {
      version: 1,
      id: eventId(app, tenant, id, 'session-ended'),
      at: end.at.toISOString(),
      app,
      tenant,
      user: user.id,
      session: id,
      reason: end.reason,
    },
  };
}
