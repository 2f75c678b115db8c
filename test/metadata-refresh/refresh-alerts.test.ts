import { describe, expect, it } from 'vitest';
import type { ReminderDays } from '../../shared/events/reminder-days.ts';
import { dueReminder } from '../../shared/metadata-refresh/expiry-reminder.ts';
import { nextFailure } from '../../shared/metadata-refresh/metadata-failure.ts';
import { refreshAlerts } from '../../shared/metadata-refresh/refresh-alerts.ts';
import type { RefreshFailures, SentReminders } from '../../shared/metadata-refresh/refresh-state.ts';
import { signingKey } from '../fixtures/keys.ts';
import { asCertificate } from '../fixtures/trusted-key.ts';

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse('2026-11-30T09:00:00Z');
const at = (milliseconds: number) => new Date(start + milliseconds);
const quiet = { failing: undefined, attemptedBefore: undefined, reminder: undefined, sentBefore: undefined };

/** The alerts of a tenant whose metadata fails from 0 on, by the hour in which each was counted. */
function alertsWhile(failsUntil: number, turns: readonly number[]): string[] {
  const alerts: string[] = [];
  let failing: RefreshFailures | undefined;
  let attemptedBefore: Date | undefined;
  for (const turn of turns) {
    const now = at(turn);
    if (turn >= failsUntil) failing = undefined;
    else if (failing === undefined || now >= failing.nextAttemptAt)
      failing = nextFailure(failing, 'status', now);
    alerts.push(
      ...refreshAlerts({ ...quiet, failing, attemptedBefore }, now).map(
        (name) => `${name} ${Math.floor(turn / hour)}`,
      ),
    );
    attemptedBefore = now;
  }
  return alerts;
}

const everyTurn = (days: number, jitter = () => 0) =>
  Array.from({ length: days * 2 }, (_, index) => index * 12 * hour + jitter());

describe('metadata that fails', () => {
  it('alerts after 48 hours, and again each week', () => {
    expect(alertsWhile(Number.POSITIVE_INFINITY, everyTurn(20))).toEqual([
      'RefreshFailed 48',
      `RefreshFailed ${48 + 7 * 24}`,
      `RefreshFailed ${48 + 14 * 24}`,
    ]);
  });

  it.each([1, 24, 47])('says nothing of a failure of %i hours', (hours) => {
    expect(alertsWhile(hours * hour, everyTurn(10))).toEqual([]);
  });

  it('alerts once, however the turns fall', () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    for (let round = 0; round < 200; round += 1) {
      const turns = everyTurn(8, () => Math.floor(random() * 15 * 60_000));
      expect(alertsWhile(Number.POSITIVE_INFINITY, turns)).toHaveLength(1);
    }
  });

  it('alerts again where it begins to fail again', () => {
    const failing = (since: number): RefreshFailures => ({
      code: 'status',
      since: at(since),
      attempts: 4,
      nextAttemptAt: at(since),
    });
    const second = { ...quiet, failing: failing(30 * day), attemptedBefore: at(31 * day) };
    expect(refreshAlerts(second, at(32 * day))).toEqual(['RefreshFailed']);
  });

  it('alerts at a tenant’s first refresh, where its directory has failed for longer', () => {
    const failing = nextFailure(undefined, 'timeout', at(0));
    expect(refreshAlerts({ ...quiet, failing }, at(50 * hour))).toEqual(['RefreshFailed']);
  });
});

describe('a last key that comes to expire', () => {
  const key = asCertificate(signingKey());
  /** The alerts of a key that expires on day 100, at turns with so many days left. */
  function alertsAt(daysLeft: readonly number[]): string[] {
    const expiresAt = at(100 * day);
    let sentBefore: SentReminders | undefined;
    return daysLeft.flatMap((days) => {
      const now = at((100 - days) * day);
      const reminder = dueReminder({ key, expiresAt }, sentBefore, now);
      const alerts = refreshAlerts({ ...quiet, reminder, sentBefore }, now);
      sentBefore = reminder?.sent ?? sentBefore;
      return alerts.map((name) => `${name} at ${days}`);
    });
  }

  it('alerts at 30, 14 and 3 days, each once', () => {
    const everyDay = Array.from({ length: 70 }, (_, index) => 70 - index);
    expect(alertsAt(everyDay)).toEqual([
      'KeysExpiringIn30Days at 30',
      'KeysExpiringIn14Days at 14',
      'KeysExpiringIn3Days at 3',
    ]);
  });

  it.each([
    [[40, 5], ['KeysExpiringIn14Days at 5']],
    [
      [7, 6, 2],
      ['KeysExpiringIn14Days at 7', 'KeysExpiringIn3Days at 2'],
    ],
    [[14, 7], ['KeysExpiringIn14Days at 14']],
    [[60, 31], []],
    [[1], ['KeysExpiringIn3Days at 1']],
  ])('alerts with the most urgent that is due: %j days left', (daysLeft, alerts) => {
    expect(alertsAt(daysLeft)).toEqual(alerts);
  });

  it('alerts again for the next last key', () => {
    const sent = (expiresAt: Date, days: readonly ReminderDays[]) => ({ expiresAt, days });
    const reminder = { days: 14 as const, sent: sent(at(200 * day), [60, 30, 14]) };
    const sentBefore = sent(at(100 * day), [60, 30, 14, 7, 3]);
    expect(refreshAlerts({ ...quiet, reminder, sentBefore }, at(190 * day))).toEqual([
      'KeysExpiringIn14Days',
    ]);
  });
});
