import type { AlarmDefinition } from '../alarm-definition.ts';

/** News of ended sessions, for the event bus and for clients of the OpenID Provider. */
export const sessionEndAlarms = {
  SessionEndDeadLetters: {
    says: 'Ends of sessions could not be told.',
    urgency: 'office-hours',
    source: { deadLetters: 'session-ends' },
    threshold: 1,
    reason:
      'A client that was not told may keep its own session until its tokens run out, ten minutes later at most.',
    periodMinutes: 5,
  },
} as const satisfies Readonly<Record<string, AlarmDefinition>>;
