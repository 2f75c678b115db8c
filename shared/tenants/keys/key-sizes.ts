import { isDeepStrictEqual } from 'node:util';
import type { TrustedKey } from '../../saml/inbound/signature/trusted-key.ts';
import { withoutDraft } from '../draft/draft.ts';
import type { Tenant } from '../tenant.ts';
import { keyName } from './trusted-key-identity.ts';

/**
 * What the keys of a tenant may take in its item, in bytes: trusted ones, candidates and those of its draft. Anybody's
 * message makes a function read that item, so what a few administrators hand over decides what strangers cost.
 */
export const maximumKeysBytes = 48 * 1_024;

/** What surrounds a key in its item, in bytes: the names of its attributes, kind, algorithm and position. */
const keyOverheadBytes = 160;

/** What the keys of `tenant` take in its item, in bytes. Retired ones have a bound of their own. */
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
 * Whether a change may be written. One that was stored before there was a limit may stay as large as it is, and get
 * smaller: a limit of ours locks nobody out.
 */
export function areKeysTooLarge(before: Tenant | undefined, after: Tenant): boolean {
  const bytes = keysBytes(after);
  return bytes > maximumKeysBytes && (before === undefined || bytes > keysBytes(before));
}

/**
 * `after`, without its draft where the two together would be too large and the change is none of the draft: what runs
 * goes before what is being prepared, so no draft keeps a new key of the directory away.
 */
export function withinKeyLimit(before: Tenant, after: Tenant): Tenant {
  const isOfTheDraft = !isDeepStrictEqual(before.draft, after.draft);
  return isOfTheDraft || !areKeysTooLarge(before, after) ? after : withoutDraft(after);
}
