import { alarmedReminderDays } from '../events/reminder-days.ts';
import { keysExpiringMetric, type MetricName } from '../observability/metric-names.ts';
import type { DueReminder } from './expiry-reminder.ts';
import type { RefreshFailures, SentReminders } from './refresh-state.ts';

const hourMilliseconds = 3_600_000;

/** How long a tenant's metadata has failed when an operator is alerted, and how often again while it still fails. */
export const failingAlert = {
  afterMilliseconds: 48 * hourMilliseconds,
  againMilliseconds: 7 * 24 * hourMilliseconds,
} as const;

/** What one refresh found out about a tenant. */
export interface RefreshFindings {
  /** What its metadata fails with, of its own or of its directory. */
  readonly failing: RefreshFailures | undefined;
  /** When the refresh before ran. */
  readonly attemptedBefore: Date | undefined;
  /** The reminder that is due now. */
  readonly reminder: DueReminder | undefined;
  /** Those that were sent before. */
  readonly sentBefore: SentReminders | undefined;
}

/**
 * Returns the metrics that count what has begun for a tenant since its refresh before: 48 hours of failing metadata and
 * each week after that, and that its last key expires within 30, 14 or 3 days. A tenant that goes on failing counts no
 * more, so it hides no other.
 */
export function refreshAlerts(
  { failing, attemptedBefore, reminder, sentBefore }: RefreshFindings,
  now: Date,
): readonly MetricName[] {
  const isNewlyFailing =
    failing !== undefined && alertsBy(failing, now) > alertsBy(failing, attemptedBefore ?? failing.since);
  return [
    ...(isNewlyFailing ? (['RefreshFailed'] as const) : []),
    ...(reminder === undefined ? [] : expiryAlerts(reminder, sentBefore)),
  ];
}

/** The most urgent alert that is due, unless an earlier reminder about the same expiry has brought it. */
function expiryAlerts({ days, sent }: DueReminder, before: SentReminders | undefined): readonly MetricName[] {
  const due = alarmedReminderDays.findLast((each) => each >= days);
  const isSame = before?.expiresAt.getTime() === sent.expiresAt.getTime();
  if (due === undefined || (isSame && before?.days.includes(due))) return [];
  return [keysExpiringMetric(due)];
}

/** How many alerts about these failures were due by `at`. */
function alertsBy({ since }: RefreshFailures, at: Date): number {
  const over = at.getTime() - since.getTime() - failingAlert.afterMilliseconds;
  return over < 0 ? 0 : 1 + Math.floor(over / failingAlert.againMilliseconds);
}
