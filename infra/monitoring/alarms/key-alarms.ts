import type { AlarmedReminderDays } from '../../../shared/events/reminder-days.ts';
import { keysExpiringMetric } from '../../../shared/observability/metric-names.ts';
import type { AlarmDefinition } from '../alarm-definition.ts';

const hourMinutes = 60;

const keyExpiry = (days: AlarmedReminderDays, reason: string): AlarmDefinition => ({
  says: `The last trusted key of a tenant expires within ${days} days.`,
  urgency: days === 3 ? 'now' : 'office-hours',
  source: { counted: keysExpiringMetric(days) },
  threshold: 1,
  reason,
  periodMinutes: hourMinutes,
  watchedBy: 'first-region',
  tellsBeginnings: true,
});

/** The keys of tenants, and the refresh that keeps them up to date. */
export const keyAlarms = {
  KeysExpiringIn3Days: keyExpiry(3, 'After that day people of that tenant cannot sign in.'),
  KeysExpiringIn14Days: keyExpiry(14, 'Entra has sent two reminders without result. Call the customer.'),
  KeysExpiringIn30Days: keyExpiry(30, 'Enough time to ask for the next certificate without hurry.'),
  RefreshFailed: {
    says: 'The metadata of a tenant has failed for 48 hours.',
    urgency: 'office-hours',
    source: { counted: 'RefreshFailed' },
    threshold: 1,
    reason:
      'Directories announce new keys weeks ahead, so one bad day costs nothing. Two in a row are no accident. It rings for each tenant by itself, and again every week.',
    periodMinutes: hourMinutes,
    watchedBy: 'first-region',
    tellsBeginnings: true,
  },
  KeyWatchSilent: {
    says: 'The metadata refresh does not run.',
    urgency: 'office-hours',
    source: { idle: 'schedule-refresh' },
    threshold: 1,
    reason:
      'It starts every minute. Without it Latchkey notices no expiring key, and the alarms above stay silent.',
    periodMinutes: 15,
    periods: 2,
    silence: 'bad',
    watchedBy: 'first-region',
  },
  RefreshQueueDelayed: {
    says: 'Refresh jobs wait too long.',
    urgency: 'office-hours',
    source: { oldestJob: true },
    threshold: 60,
    reason:
      'A job is due within a quarter of an hour, and three attempts take less than ten minutes. A job that waits an hour means that none are processed.',
    periodMinutes: 15,
    watchedBy: 'first-region',
  },
  KeyWatchDeadLetters: {
    says: 'Refresh jobs or reminders could not be delivered.',
    urgency: 'office-hours',
    source: { deadLetters: 'refresh' },
    threshold: 1,
    reason: 'Each was tried several times and now waits in the dead-letter queue.',
    periodMinutes: 5,
    watchedBy: 'first-region',
  },
} as const satisfies Readonly<Record<string, AlarmDefinition>>;
