import * as v from 'valibot';
import { appIdSchema as app, tenantIdSchema as tenant } from '../apps/id-schemas.ts';
import { reminderDays } from './reminder-days.ts';

/** The source of every event. */
export const eventSource = 'latchkey';

/** ISO 8601 in UTC with milliseconds. */
const instant = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/));
const thumbprint = v.pipe(v.string(), v.regex(/^[0-9A-F]{40}$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));

/** The fields of every event. A later release may add to a detail, and removes nothing within a version. */
const common = { version: v.literal(1), id: v.pipe(v.string(), v.minLength(1)), at: instant, app, tenant };

/** Every event by its detail type, with its detail. docs/events.md describes them. */
export const eventDetails = {
  'latchkey.key.expiring': v.strictObject({
    ...common,
    thumbprint,
    expiresAt: instant,
    noticeDays: v.picklist(reminderDays),
    hasMetadataUrl: v.boolean(),
  }),
  'latchkey.key.added': v.strictObject({ ...common, thumbprint, expiresAt: instant }),
  'latchkey.key.retired': v.strictObject({ ...common, thumbprint, missingSince: instant }),
  'latchkey.metadata.failing': v.strictObject({
    ...common,
    code: v.string(),
    since: instant,
    attempts: count,
    nextAttemptAt: instant,
  }),
  'latchkey.sign-in.refused': v.strictObject({
    ...common,
    refusals: count,
    /** How many of them were signed by a trusted key of the tenant. */
    signed: v.pipe(v.number(), v.integer(), v.minValue(0)),
    problems: v.record(v.string(), count),
  }),
  'latchkey.session.ended': v.strictObject({
    ...common,
    /** Latchkey's id of the person; the claim `sub` of an id token. */
    user: v.string(),
    /** The id of the sign-in; the claim `sid` of an id token. */
    session: v.string(),
    reason: v.string(),
  }),
} as const;

/** The detail type of an event, such as `latchkey.key.added`. */
type EventType = keyof typeof eventDetails;

/** The detail of an event of one type. */
type EventDetail<Type extends EventType> = v.InferOutput<(typeof eventDetails)[Type]>;

/** An event on the event bus that an operator may want to act on. */
export type LatchkeyEvent = {
  readonly [Type in EventType]: { readonly type: Type; readonly detail: EventDetail<Type> };
}[EventType];

/** Where events go. */
export interface EventSink {
  /**
   * Sends every event, or throws; the sender then sends it again with the same id. So each event arrives at least once,
   * and its id identifies a duplicate.
   */
  publish(events: readonly LatchkeyEvent[]): Promise<void>;
}
