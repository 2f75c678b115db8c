import { describe, expect, it } from 'vitest';
import { daysLeft, dueReminder, lastUsableKeyOf } from '../../shared/metadata-refresh/expiry-reminder.ts';
import type { SentReminders } from '../../shared/metadata-refresh/refresh-state.ts';
import { facts, secondsAfter } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { asCertificate, asThumbprint } from '../fixtures/trusted-key.ts';

const { now } = facts;
const day = 86_400;
const expiringIn = (days: number, name = 'entra') =>
  signingKey({ name, notAfter: secondsAfter(now, days * day) });
const lastOf = (...days: readonly number[]) =>
  lastUsableKeyOf({ trustedKeys: days.map((each) => asCertificate(expiringIn(each))) }, now);

describe('the last key', () => {
  it('is the one that expires last, wherever it stands', () => {
    expect(lastOf(10, 90, 30)?.expiresAt).toEqual(secondsAfter(now, 90 * day));
  });

  it('is none that has expired, that is not valid yet, or whose certificate nobody has seen', () => {
    const notYet = signingKey({ notBefore: secondsAfter(now, day) });
    const trustedKeys = [asCertificate(notYet), asThumbprint(signingKey()), asCertificate(expiringIn(-1))];
    expect(lastUsableKeyOf({ trustedKeys }, now)).toBeUndefined();
  });
});

describe('a notice', () => {
  /** Which notices are given when somebody looks twice a day until the key has expired. */
  function givenUntilExpiry(days: number): number[] {
    const key = asCertificate(expiringIn(days));
    const notices: number[] = [];
    let given: SentReminders | undefined;
    for (let half = 0; half <= 2 * days; half += 1) {
      const then = secondsAfter(now, (half * day) / 2);
      const last = lastUsableKeyOf({ trustedKeys: [key] }, then);
      const due = last && dueReminder(last, given, then);
      if (due === undefined) continue;
      notices.push(due.days);
      given = due.sent;
    }
    return notices;
  }

  it('is given 60, 30, 14, 7 and 3 days before the last key expires, each once', () => {
    expect(givenUntilExpiry(100)).toEqual([60, 30, 14, 7, 3]);
  });

  it('is the nearest alone where nobody looked before', () => {
    expect(givenUntilExpiry(10)).toEqual([14, 7, 3]);
  });

  it.each([
    [60 * day, 60],
    [60 * day + 1, undefined],
    [3 * day, 3],
    [3 * day + 1, 7],
    [1, 3],
  ])('with %s seconds left is %s', (seconds, days) => {
    const last = { key: asCertificate(signingKey()), expiresAt: secondsAfter(now, seconds) };
    expect(dueReminder(last, undefined, now)?.days).toBe(days);
  });

  it('is due anew when another key is the last one', () => {
    const first = lastOf(20);
    const due = first && dueReminder(first, undefined, now);
    expect(due?.days).toBe(30);
    expect(first && dueReminder(first, due?.sent, now)).toBeUndefined();
    const next = lastOf(20, 25);
    expect(next && dueReminder(next, due?.sent, now)?.days).toBe(30);
  });

  it('counts a day that has begun as one', () => {
    const key = asCertificate(signingKey());
    expect(daysLeft({ key, expiresAt: secondsAfter(now, day + 1) }, now)).toBe(2);
    expect(daysLeft({ key, expiresAt: secondsAfter(now, day) }, now)).toBe(1);
  });
});
