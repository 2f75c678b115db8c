import type { FunctionName } from '../../functions/routes.ts';
import type { AlarmedReminderDays } from '../../shared/events/reminder-days.ts';
import { keysExpiringMetric, type MetricName } from '../../shared/observability/metric-names.ts';
import { refreshSlots } from '../../shared/tenants/store/refresh-slot.ts';

/** What an alarm looks at; alarm-metrics.ts makes CloudWatch's metric of it. */
export type AlarmSource =
  /** How often we counted it. */
  | { readonly counted: MetricName }
  /**
   * Of a hundred sign-ins that were accepted or refused so, how many were refused; 0 where fewer than `atLeast` were.
   */
  | { readonly refusedPercent: MetricName; readonly atLeast: number }
  /** 5xx answers of the API, whatever their cause: Latchkey, Lambda's limits or a time-out. */
  | { readonly serverErrorsOf: FunctionName }
  /** Milliseconds that 99 of 100 requests stay below. */
  | { readonly slowestOf: FunctionName }
  /** Invocations that Lambda refused, of every function that a sign-in needs. */
  | { readonly throttled: 'functions' }
  /** Reads and writes that DynamoDB refused, of both tables. */
  | { readonly throttled: 'tables' }
  /** Of what is reserved, how much is in use, in percent, at the function where it is most. */
  | { readonly reserveUsedPercent: true }
  /** 1 where a function that a schedule starts was not started at all. */
  | { readonly idle: FunctionName }
  /** Jobs and reminders of the metadata refresh that could not be delivered. */
  | { readonly deadLetters: true };

/** An alarm of a stage. Its section in docs/runbook.md has the same name. */
export interface AlarmDefinition {
  /** What has happened, in one sentence for a subject line. */
  readonly says: string;
  /** `now`: somebody cannot sign in. `office-hours`: somebody soon could not. */
  readonly urgency: 'now' | 'office-hours';
  readonly source: AlarmSource;
  /** It rings at this value and above. */
  readonly threshold: number;
  /** Why at this value. */
  readonly reason: string;
  readonly periodMinutes: number;
  /** Of so many periods in a row each one must be at the threshold. Default 1. */
  readonly periods?: number;
  /**
   * What a time without data means. `fine`: no request came, which is no failure. `as-before`: nothing was measured, so
   * the state stays. `bad`: there should have been data. Default `fine`.
   */
  readonly silence?: 'fine' | 'as-before' | 'bad';
  /** The watch over keys runs in the first region alone. */
  readonly firstRegionOnly?: true;
}

const dayMinutes = 1_440;

const keyExpiry = (days: AlarmedReminderDays, reason: string): AlarmDefinition => ({
  says: `The last trusted key of a tenant expires within ${days} days.`,
  urgency: days === 3 ? 'now' : 'office-hours',
  source: { counted: keysExpiringMetric(days) },
  threshold: 1,
  reason,
  // One round: each tenant has been counted once.
  periodMinutes: refreshSlots,
  silence: 'as-before',
  firstRegionOnly: true,
});

/** Every alarm, in the order in which somebody who is woken up would ask. */
export const alarmTable = {
  AcsServerErrors: {
    says: 'People who return from their directory get 5xx answers.',
    urgency: 'now',
    source: { serverErrorsOf: 'assertion-consumer' },
    threshold: 3,
    reason:
      'A single error may be a short failure of the store, which a second click fixes. Three in five minutes are an outage.',
    periodMinutes: 5,
  },
  SignOnServerErrors: {
    says: 'People who want to sign in get 5xx answers.',
    urgency: 'now',
    source: { serverErrorsOf: 'sign-on' },
    threshold: 3,
    reason: 'As for the assertion consumer.',
    periodMinutes: 5,
  },
  SignInCheckFailed: {
    says: 'The stage cannot sign in to itself.',
    urgency: 'now',
    source: { counted: 'SignInCheckFailed' },
    threshold: 1,
    reason:
      'It signs in as people do, twice if it must. Without customers at work it is the only sign of an outage.',
    periodMinutes: 60,
    silence: 'as-before',
    firstRegionOnly: true,
  },
  SignInCheckSilent: {
    says: 'The hourly sign-in check does not run.',
    urgency: 'office-hours',
    source: { idle: 'check-sign-in' },
    threshold: 1,
    reason: 'It starts every hour. Without it an outage in a quiet night stays unnoticed.',
    periodMinutes: 120,
    periods: 2,
    silence: 'bad',
    firstRegionOnly: true,
  },
  AcsSlow: {
    says: 'The slowest one percent of sign-ins takes too long.',
    urgency: 'now',
    source: { slowestOf: 'assertion-consumer' },
    threshold: 2_000,
    reason: 'A warm function takes some tens of milliseconds, and a delayed refusal a quarter of a second.',
    periodMinutes: 5,
    periods: 3,
  },
  Faults: {
    says: 'The functions log unexpected errors.',
    urgency: 'now',
    source: { counted: 'Faults' },
    threshold: 3,
    reason:
      'Some errors stay invisible to people, such as a certificate that was not pinned. Three in a quarter of an hour are no accident.',
    periodMinutes: 15,
  },
  FunctionThrottles: {
    says: 'Lambda refuses to run a function that a sign-in needs.',
    urgency: 'now',
    source: { throttled: 'functions' },
    threshold: 1,
    reason: 'Each one is a person with an error page of API Gateway.',
    periodMinutes: 5,
  },
  TableThrottles: {
    says: 'DynamoDB refuses reads or writes.',
    urgency: 'now',
    source: { throttled: 'tables' },
    threshold: 10,
    reason:
      'The store tries three times, so single throttles do no harm. Ten in five minutes mean that a limit is reached.',
    periodMinutes: 5,
  },
  ConcurrencyNearReserve: {
    says: 'A function uses most of its reserved concurrency.',
    urgency: 'now',
    source: { reserveUsedPercent: true },
    threshold: 80,
    reason: 'A fifth is left, and time to raise it before people are refused.',
    periodMinutes: 1,
    periods: 3,
  },
  Replays: {
    says: 'A message that had signed a person in was posted again.',
    urgency: 'office-hours',
    source: { counted: 'Replays' },
    threshold: 1,
    reason:
      'Latchkey refused it, so nothing is lost. But somebody may have a message that was meant for one browser.',
    periodMinutes: 5,
  },
  RefusedAttack: {
    says: 'Messages arrive that no browser and no directory sends.',
    urgency: 'office-hours',
    source: { counted: 'RefusedAttack' },
    threshold: 100,
    reason:
      'Scanners send a handful all day. The threshold is a number, because an anomaly band cannot learn from a stage with few sign-ins.',
    periodMinutes: 5,
  },
  SignatureFailures: {
    says: 'Messages arrive with a signature or key that their tenant does not trust.',
    urgency: 'now',
    source: { counted: 'SignatureFailures' },
    threshold: 10,
    reason:
      'A customer whose certificate was changed in Entra reaches it when an office starts work. Single ones are scanners.',
    periodMinutes: 15,
  },
  FailedDecryptions: {
    says: 'Encrypted assertions arrive that the keys of the stage cannot open.',
    urgency: 'now',
    source: { counted: 'FailedDecryptions' },
    threshold: 10,
    reason:
      'A customer that encrypts for another key reaches it when an office starts work. Hundreds are an attacker who tries cipher texts.',
    periodMinutes: 15,
  },
  RefusedConfiguration: {
    says: 'Too many sign-ins are refused because of a configuration error.',
    urgency: 'now',
    source: { refusedPercent: 'RefusedConfiguration', atLeast: 10 },
    threshold: 50,
    reason:
      'A customer who is setting up is refused repeatedly and knows why. Half of all sign-ins means that Latchkey changed.',
    periodMinutes: 15,
  },
  RefusedExpiry: {
    says: 'Too many sign-ins are refused because a date has passed.',
    urgency: 'now',
    source: { refusedPercent: 'RefusedExpiry', atLeast: 10 },
    threshold: 20,
    reason:
      'A certificate expires for one customer, a wrong clock affects all. Old tabs are only a few percent.',
    periodMinutes: 15,
  },
  KeysExpiringIn3Days: keyExpiry(3, 'After that day people of that tenant cannot sign in.'),
  KeysExpiringIn14Days: keyExpiry(14, 'Entra has sent two reminders without result. Call the customer.'),
  KeysExpiringIn30Days: keyExpiry(30, 'Enough time to ask for the next certificate without hurry.'),
  RefreshFailed: {
    says: 'The metadata of a tenant cannot be refreshed.',
    urgency: 'office-hours',
    source: { counted: 'RefreshFailed' },
    threshold: 1,
    reason:
      'Directories announce new keys weeks ahead, so one bad day costs nothing. Two in a row are no accident.',
    periodMinutes: dayMinutes,
    periods: 2,
    firstRegionOnly: true,
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
    firstRegionOnly: true,
  },
  KeyWatchDeadLetters: {
    says: 'Refresh jobs or reminders could not be delivered.',
    urgency: 'office-hours',
    source: { deadLetters: true },
    threshold: 1,
    reason: 'Each was tried several times and now waits in the dead-letter queue.',
    periodMinutes: 5,
    firstRegionOnly: true,
  },
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
