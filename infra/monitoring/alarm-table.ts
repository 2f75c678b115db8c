import type { AlarmDefinition } from './alarm-definition.ts';
import { hostAlarms } from './alarms/host-alarms.ts';
import { keyAlarms } from './alarms/key-alarms.ts';
import { refusalAlarms } from './alarms/refusal-alarms.ts';
import { sessionEndAlarms } from './alarms/session-end-alarms.ts';
import { signInAlarms } from './alarms/sign-in-alarms.ts';

/** Every alarm, in the order in which somebody who is woken up would ask. */
export const alarmTable = {
  ...signInAlarms,
  ...hostAlarms,
  ...refusalAlarms,
  ...keyAlarms,
  ...sessionEndAlarms,
} as const satisfies Readonly<Record<string, AlarmDefinition>>;

/** Rings where one of the alarms rings that roll a deployment back: one mail for all of them. */
export const rollbackAlarm = {
  name: 'Rollback',
  says: 'The newest version of a function fails. A deployment that is running now rolls back.',
  urgency: 'now',
} as const;

/** An alarm's name, as in the runbook; in CloudWatch `latchkey-<stage>-` stands before it. */
export type AlarmName = keyof typeof alarmTable | (typeof rollbackAlarm)['name'];

/** What the mail says: what has happened, how soon somebody has to look, and where it says what to do. */
export function alarmDescription(
  name: AlarmName,
  { says, urgency }: Pick<AlarmDefinition, 'says' | 'urgency'>,
): string {
  const when = urgency === 'now' ? 'Look at it now' : 'Look at it in office hours';
  return `${says} ${when}: docs/runbook.md#${name.toLowerCase()}`;
}
