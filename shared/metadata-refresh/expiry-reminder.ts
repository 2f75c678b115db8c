import { type ReminderDays, reminderDays } from '../events/latchkey-event.ts';
import type { TrustedKey } from '../saml/inbound/signature/trusted-key.ts';
import type { Connection } from '../tenants/tenant.ts';
import { usableUntil } from './certificate-dates.ts';
import type { SentReminders } from './refresh-state.ts';

const dayMilliseconds = 86_400_000;

/** The trusted key that expires last, and when. */
export interface LastUsableKey {
  readonly key: TrustedKey;
  readonly expiresAt: Date;
}

/**
 * The key after whose expiry nobody can sign in, as far as anybody knows: the dates of a thumbprint are unknown
 * until a sign-in shows its certificate. Undefined where no key can be used now.
 */
export function lastUsableKeyOf(
  { trustedKeys }: Pick<Connection, 'trustedKeys'>,
  now: Date,
): LastUsableKey | undefined {
  let last: LastUsableKey | undefined;
  for (const key of trustedKeys) {
    const expiresAt = usableUntil(key, now);
    if (expiresAt !== undefined && (last === undefined || expiresAt > last.expiresAt)) {
      last = { key, expiresAt };
    }
  }
  return last;
}

/** Whole and begun days until `last` expires. */
export function daysLeft({ expiresAt }: LastUsableKey, now: Date): number {
  return Math.ceil((expiresAt.getTime() - now.getTime()) / dayMilliseconds);
}

/** A reminder that is due, with all that count as sent from then on: earlier ones that were missed included. */
export interface DueReminder {
  readonly days: ReminderDays;
  readonly given: SentReminders;
}

/** Returns the reminder that is due about `last`; each is sent once per expiry. */
export function dueReminder(
  last: LastUsableKey,
  given: SentReminders | undefined,
  now: Date,
): DueReminder | undefined {
  const reached = reminderDays.filter((days) => daysLeft(last, now) <= days);
  const days = reached.at(-1);
  const isSame = given?.expiresAt.getTime() === last.expiresAt.getTime();
  if (days === undefined || (isSame && given?.days.includes(days))) return undefined;
  return { days, given: { expiresAt: last.expiresAt, days: reached } };
}
