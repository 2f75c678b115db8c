import { createHash } from 'node:crypto';
import { IdpMetadataError } from '../federation-metadata/idp-metadata-error.ts';
import { MetadataFetchError } from '../federation-metadata/metadata-fetch-error.ts';
import { TrustedKeyError } from '../tenants/keys/trusted-key-error.ts';
import { TenantStoreConflict } from '../tenants/store/tenant-store.ts';
import type { RefreshFailures } from './refresh-state.ts';

/** Thrown where metadata gave no keys. The code is stable: refresh states, events and logs hold it. */
export class MetadataFailure extends Error {
  override readonly name = 'MetadataFailure';
  readonly code: string;
  /** Whether the directory did not answer at all: then its other tenants would fail too. */
  readonly isOfDirectory: boolean;

  constructor(
    code: string,
    message: string,
    { isOfDirectory = false }: { readonly isOfDirectory?: boolean } = {},
  ) {
    super(message);
    this.code = code;
    this.isOfDirectory = isOfDirectory;
  }
}

/** The errors of a fetch that say that the directory did not answer. */
const unansweredCodes: ReadonlySet<string> = new Set(['unreachable', 'timeout', 'address-not-public']);

/** Returns the failure behind what a refresh threw. @throws `error` itself where it is unexpected */
export function metadataFailureOf(error: unknown): MetadataFailure {
  if (error instanceof MetadataFailure) return error;
  if (error instanceof MetadataFetchError) {
    return new MetadataFailure(error.code, error.message, { isOfDirectory: unansweredCodes.has(error.code) });
  }
  if (error instanceof IdpMetadataError) return new MetadataFailure(error.code, error.message);
  if (error instanceof TrustedKeyError) return new MetadataFailure(`key-${error.code}`, error.message);
  if (error instanceof TenantStoreConflict && error.reason === 'too-large') {
    return new MetadataFailure('keys-too-large', 'With these keys the tenant would exceed its maximum size.');
  }
  throw error;
}

export const firstWaitMilliseconds = 60 * 60_000;
export const longestWaitMilliseconds = 24 * 60 * 60_000;

/**
 * Returns the failures after one more failed attempt. The wait is an hour at first and doubles up to a day: a short
 * outage costs one slot, and a directory that is gone for good is fetched once a day.
 */
export function nextFailure(before: RefreshFailures | undefined, code: string, now: Date): RefreshFailures {
  const attempts = (before?.attempts ?? 0) + 1;
  const wait = Math.min(firstWaitMilliseconds * 2 ** Math.min(attempts - 1, 10), longestWaitMilliseconds);
  return { code, since: before?.since ?? now, attempts, nextAttemptAt: new Date(now.getTime() + wait) };
}

/** Returns whether the next attempt is still ahead. */
export function isBackingOff(failing: RefreshFailures | undefined, now: Date): boolean {
  return failing !== undefined && now < failing.nextAttemptAt;
}

/** After how many failures in a row a directory is skipped for all its tenants. One tenant's URL may be at fault before. */
export const failuresOfADirectory = 3;

/** Returns whether a directory is skipped at `now`, for all its tenants. */
export function isDirectoryBackingOff(ofDirectory: RefreshFailures | undefined, now: Date): boolean {
  return (ofDirectory?.attempts ?? 0) >= failuresOfADirectory && isBackingOff(ofDirectory, now);
}

/** The longest document name that is stored as it is, in characters: it is part of a key. */
const longestDocumentName = 1_024;

/**
 * Returns the key under which failures of a directory are stored: host and path of its metadata; undefined without a
 * URL. All applications of one directory differ only in the query, so they share it. The administrator of any tenant
 * can enter a URL that fails. By the path, it delays only tenants with the same path.
 */
export function metadataDocumentKey(metadataUrl: string | undefined): string | undefined {
  const url = metadataUrl === undefined ? null : URL.parse(metadataUrl);
  if (url === null) return undefined;
  const document = `${url.host}${url.pathname}`;
  if (document.length <= longestDocumentName) return document;
  return `${url.host}/sha256:${createHash('sha256').update(document).digest('hex')}`;
}
