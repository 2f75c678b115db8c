/**
 * The days before its last trusted key expires at which a tenant gets a reminder: an event
 * `latchkey.key.expiring` for each.
 */
export const reminderDays = [60, 30, 14, 7, 3] as const;

/** One of {@link reminderDays}. */
export type ReminderDays = (typeof reminderDays)[number];

/** Those of {@link reminderDays} that an alarm also watches over all tenants: each costs one metric. */
export const alarmedReminderDays = [reminderDays[1], reminderDays[2], reminderDays[4]] as const;

/** One of {@link alarmedReminderDays}. */
export type AlarmedReminderDays = (typeof alarmedReminderDays)[number];
