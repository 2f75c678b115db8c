import { createHash } from 'node:crypto';
import type { LatchkeyEvent, ReminderDays } from '../events/latchkey-event.ts';
import { type KeyWithState, keysWithState } from '../tenants/keys/key-states.ts';
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

/** A tenant before and after metadata was taken, and what was and is remembered of its keys. */
export interface MetadataChange {
  readonly old: Tenant;
  readonly tenant: Tenant;
  readonly before: RefreshState | undefined;
  readonly seen: PublishedKeys;
}

/**
 * The keys that count from now on, and those that count no more. Told from what is remembered: a refresh that was
 * interrupted before it could record them sends them again.
 */
export function keyEvents(
  { old, tenant, before, seen }: MetadataChange,
  now: Date,
): readonly LatchkeyEvent[] {
  const seenBefore = before?.seen ?? {};
  const accountStatuses = new Map(
    keysWithState(tenant.connection).flatMap((status) => {
      const { sha256 } = certificateThumbprints(status.key) ?? {};
      return sha256 === undefined ? [] : [[sha256, status] as const];
    }),
  );
  const added = [...accountStatuses].filter(([name, { key, state }]) => {
    const isTrusted = state === 'primary' || state === 'secondary';
    const isNew = seenBefore[name] === undefined || seenBefore[name].retiredAt !== undefined;
    if (!isTrusted || !isNew || seen[name] === undefined) return false;
    // With the URL itself come keys that were trusted before: there is nothing to tell of these.
    const wasTrusted = old.connection.trustedKeys.some((each) => isSameKey(each, key));
    return before?.refreshedAt !== undefined || !wasTrusted;
  });
  const retired = [...accountStatuses].filter(([name, { state }]) => {
    const wasSeen = seenBefore[name] !== undefined && seenBefore[name].retiredAt === undefined;
    return state === 'retired' && wasSeen && seenBefore[name]?.missingSince !== undefined;
  });
  return [
    ...added.map(([, status]): LatchkeyEvent => {
      const certificate = certificateOf(status.key) ?? '';
      const { notAfter } = parseCertificateFile(Buffer.from(certificate, 'base64'));
      const thumbprint = thumbprintOf(status);
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
      const thumbprint = thumbprintOf(status);
      const missingSince = (seenBefore[name]?.missingSince ?? now).toISOString();
      return {
        type: 'latchkey.key.retired',
        detail: { ...commonOf(tenant, now, 'retired', thumbprint, missingSince), thumbprint, missingSince },
      };
    }),
  ];
}

/** That the last trusted key of a tenant will expire. */
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

/** That metadata gave nothing, once more. */
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
  // With the creation time: a later tenant of the name with the same certificate is told of too.
  return {
    version: 1,
    id: eventId(app, id, createdAt.toISOString(), ...what),
    at: now.toISOString(),
    app,
    tenant: id,
  } as const;
}

/** The same for the same thing, however often it is told. */
export function eventId(...what: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(what)).digest('base64url').slice(0, 22);
}

function thumbprintOf({ key }: KeyWithState): string {
  return shownThumbprint(key);
}
