import { isDeepStrictEqual } from 'node:util';
import type { TrustedKey } from '../../saml/inbound/signature/trusted-key.ts';
import { withoutDraft } from '../draft/draft.ts';
import type { Tenant } from '../tenant.ts';
import { keyName } from './trusted-key-identity.ts';

/**
 * The most that a tenant's keys may take in its item, in bytes: trusted keys, candidates and the draft's. Any message
 * makes a function read that item, so this bounds what strangers can cost.
 */
export const maximumKeysBytes = 48 * 1_024;

/** The overhead of a key in its item, in bytes: the names of its attributes, kind, algorithm and position. */
const keyOverheadBytes = 160;

/** Returns what the keys of `tenant` take in its item, in bytes. Retired keys have their own bound and do not count. */
export function keysBytes({ connection, draft }: Pick<Tenant, 'connection' | 'draft'>): number {
  const candidates = (connection.setAsideKeys ?? []).filter(({ state }) => state === 'candidate');
  const keys: readonly TrustedKey[] = [
    ...connection.trustedKeys,
    ...candidates,
    ...(draft?.values.trustedKeys ?? []),
  ];
  return keys.reduce((sum, key) => sum + keyBytes(key), 0);
}

function keyBytes(key: TrustedKey): number {
  const {
    certificate = '',
    thumbprint = '',
    pinned = '',
  } = key as {
    readonly certificate?: string;
    readonly thumbprint?: string;
    readonly pinned?: string;
  };
  return keyOverheadBytes + keyName(key).length + certificate.length + thumbprint.length + pinned.length;
}

/**
 * Returns whether a change exceeds the key limit. A tenant stored before the limit existed may keep its size or shrink,
 * so that this limit blocks no sign-in.
 */
export function areKeysTooLarge(before: Tenant | undefined, after: Tenant): boolean {
  const bytes = keysBytes(after);
  return bytes > maximumKeysBytes && (before === undefined || bytes > keysBytes(before));
}

/**
 * Returns `after`, without its draft where both together exceed the limit and the change is not about the draft. The
 * running connection has priority, so that no draft blocks a new key of the directory.
 */
export function withinKeyLimit(before: Tenant, after: Tenant): Tenant {
  const isOfTheDraft = !isDeepStrictEqual(before.draft, after.draft);
  return isOfTheDraft || !areKeysTooLarge(before, after) ? after : withoutDraft(after);
}
