import { type ReminderDays, reminderDays } from '../events/reminder-days.ts';
import type { TrustedKey } from '../saml/inbound/signature/trusted-key.ts';
import { parseCertificateFile } from '../tenants/keys/read-trusted-key.ts';
import { certificateOf } from '../tenants/keys/trusted-key-identity.ts';
import type { Connection } from '../tenants/tenant.ts';
import type { SentReminders } from './refresh-state.ts';

const dayMilliseconds = 86_400_000;

/** The trusted key that expires last, and when. */
export interface LastUsableKey {
  readonly key: TrustedKey;
  readonly expiresAt: Date;
}

/**
 * Returns the trusted key that expires last: after it, sign-ins fail. Undefined where no key can be used at `now`. A
 * thumbprint does not count until a sign-in has shown its certificate, because its dates are unknown.
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

function usableUntil(key: TrustedKey, now: Date): Date | undefined {
  const certificate = certificateOf(key);
  if (certificate === undefined) return undefined;
  try {
    const { notBefore, notAfter } = parseCertificateFile(Buffer.from(certificate, 'base64'));
    return notBefore <= now && now < notAfter ? notAfter : undefined;
  } catch {
    // Verification refuses a certificate that today's rules would not trust.
    return undefined;
  }
}

/** Returns the days until `last` expires, rounded up. */
export function daysLeft({ expiresAt }: LastUsableKey, now: Date): number {
  return Math.ceil((expiresAt.getTime() - now.getTime()) / dayMilliseconds);
}

/** A reminder that is due. */
export interface DueReminder {
  readonly days: ReminderDays;
  /** All reminders that count as sent from then on, missed earlier ones included. */
  readonly sent: SentReminders;
}

/** Returns the reminder that is due about `last`, if any. Each is sent once per expiry. */
export function dueReminder(
  last: LastUsableKey,
  sent: SentReminders | undefined,
  now: Date,
): DueReminder | undefined {
  const reached = reminderDays.filter((days) => daysLeft(last, now) <= days);
  const days = reached.at(-1);
  const isSame = sent?.expiresAt.getTime() === last.expiresAt.getTime();
  if (days === undefined || (isSame && sent?.days.includes(days))) return undefined;
  return { days, sent: { expiresAt: last.expiresAt, days: reached } };
}
