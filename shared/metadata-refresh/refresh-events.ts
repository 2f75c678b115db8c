import { eventId } from '../events/event-id.ts';
import type { LatchkeyEvent } from '../events/latchkey-event.ts';
import type { ReminderDays } from '../events/reminder-days.ts';
import { keysWithState } from '../tenants/keys/key-states.ts';
import { parseCertificateFile } from '../tenants/keys/read-trusted-key.ts';
import { thumbprintsOf } from '../tenants/keys/thumbprints.ts';
import {
  certificateOf,
  certificateThumbprints,
  isSameKey,
  shownThumbprint,
} from '../tenants/keys/trusted-key-identity.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { LastUsableKey } from './expiry-reminder.ts';
import type { PublishedKeys, RefreshFailures, RefreshState } from './refresh-state.ts';

/** A tenant before and after its metadata was taken, with the published keys before and after. */
export interface MetadataChange {
  readonly old: Tenant;
  readonly tenant: Tenant;
  readonly before: RefreshState | undefined;
  readonly seen: PublishedKeys;
}

/**
 * Returns an event for each key that became trusted or retired. It compares refresh states and not connections: a
 * refresh that stopped before it wrote its state returns the same events again.
 */
export function keyEvents(
  { old, tenant, before, seen }: MetadataChange,
  now: Date,
): readonly LatchkeyEvent[] {
  const seenBefore = before?.seen ?? {};
  const states = new Map(
    keysWithState(tenant.connection).flatMap((status) => {
      const { sha256 } = certificateThumbprints(status.key) ?? {};
      return sha256 === undefined ? [] : [[sha256, status] as const];
    }),
  );
  const added = [...states].filter(([name, { key, state }]) => {
    const isTrusted = state === 'primary' || state === 'secondary';
    const isNew = seenBefore[name] === undefined || seenBefore[name].retiredAt !== undefined;
    if (!isTrusted || !isNew || seen[name] === undefined) return false;
    // At the first refresh with a metadata URL, its keys may be trusted already: no event for these.
    const wasTrusted = old.connection.trustedKeys.some((each) => isSameKey(each, key));
    return before?.refreshedAt !== undefined || !wasTrusted;
  });
  const retired = [...states].filter(([name, { state }]) => {
    const wasSeen = seenBefore[name] !== undefined && seenBefore[name].retiredAt === undefined;
    return state === 'retired' && wasSeen && seenBefore[name]?.missingSince !== undefined;
  });
  return [
    ...added.map(([, status]): LatchkeyEvent => {
      const certificate = certificateOf(status.key) ?? '';
      const { notAfter } = parseCertificateFile(Buffer.from(certificate, 'base64'));
      const thumbprint = shownThumbprint(status.key);
      return {
        type: 'latchkey.key.added',
        detail: {
          ...commonOf(tenant, now, 'added', thumbprint, seen[thumbprintsOf(certificate).sha256]),
          thumbprint,
          expiresAt: notAfter.toISOString(),
        },
      };
    }),
    ...retired.map(([name, status]): LatchkeyEvent => {
      const thumbprint = shownThumbprint(status.key);
      const missingSince = (seenBefore[name]?.missingSince ?? now).toISOString();
      return {
        type: 'latchkey.key.retired',
        detail: { ...commonOf(tenant, now, 'retired', thumbprint, missingSince), thumbprint, missingSince },
      };
    }),
  ];
}

/** Returns the reminder that the last trusted key of a tenant expires. */
export function expiringEvent(
  tenant: Tenant,
  last: LastUsableKey,
  days: ReminderDays,
  now: Date,
): LatchkeyEvent {
  const thumbprint = thumbprintsOf(certificateOf(last.key) ?? '').sha1.toUpperCase();
  const expiresAt = last.expiresAt.toISOString();
  return {
    type: 'latchkey.key.expiring',
    detail: {
      ...commonOf(tenant, now, 'expiring', expiresAt, days),
      thumbprint,
      expiresAt,
      noticeDays: days,
      hasMetadataUrl: tenant.connection.metadataUrl !== undefined,
    },
  };
}

/** Returns the event of one more failed refresh. */
export function failingEvent(tenant: Tenant, failing: RefreshFailures, now: Date): LatchkeyEvent {
  const { code, attempts } = failing;
  const [since, nextAttemptAt] = [failing.since.toISOString(), failing.nextAttemptAt.toISOString()];
  return {
    type: 'latchkey.metadata.failing',
    detail: {
      ...commonOf(tenant, now, 'failing', since, attempts),
      code,
      since,
      attempts,
      nextAttemptAt,
    },
  };
}

function commonOf({ app, id, createdAt }: Tenant, now: Date, ...what: readonly unknown[]) {
  // With the creation time: a later tenant of the same name and certificate gets its own events.
  return {
    version: 1,
    id: eventId(app, id, createdAt.toISOString(), ...what),
    at: now.toISOString(),
    app,
    tenant: id,
  } as const;
}
