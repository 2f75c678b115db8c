import { createHash } from 'node:crypto';
import type { RefreshFailures } from './refresh-state.ts';

export const firstWaitMilliseconds = 60 * 60_000;
export const longestWaitMilliseconds = 24 * 60 * 60_000;

/**
 * One failed attempt more: an hour's wait, then twice as long each time, a day at most. A directory that is gone
 * for good is asked once a day, and one that was away for a moment in the tenant's very next slot.
 */
export function nextFailure(before: RefreshFailures | undefined, code: string, now: Date): RefreshFailures {
  const attempts = (before?.attempts ?? 0) + 1;
  const wait = Math.min(firstWaitMilliseconds * 2 ** Math.min(attempts - 1, 10), longestWaitMilliseconds);
  return { code, since: before?.since ?? now, attempts, nextAttemptAt: new Date(now.getTime() + wait) };
}

/** Longest name of a document as it is written, in characters: it is part of a key. */
const longestDocument = 1_024;

/**
 * What failures of a directory are remembered by: host and path of its metadata. All applications of one directory
 * differ in the query alone, so they share it. Whoever lets another address of the same host fail, which the
 * administrator of any tenant can choose, keeps nobody else waiting. Undefined where there is no URL.
 */
export function metadataDocumentKey(metadataUrl: string | undefined): string | undefined {
  const url = metadataUrl === undefined ? null : URL.parse(metadataUrl);
  if (url === null) return undefined;
  const document = `${url.host}${url.pathname}`;
  if (document.length <= longestDocument) return document;
  return `${url.host}/sha256:${createHash('sha256').update(document).digest('hex')}`;
}

/** A directory that fails for one tenant may answer the next: it is left alone once it failed so often in a row. */
export const failuresOfADirectory = 3;

/** Whether nobody may ask a directory yet, whichever of its tenants it is for. */
export function isDirectoryBackingOff(ofDirectory: RefreshFailures | undefined, now: Date): boolean {
  return (ofDirectory?.attempts ?? 0) >= failuresOfADirectory && isBackingOff(ofDirectory, now);
}

/** Whether nobody may try yet. */
export function isBackingOff(failing: RefreshFailures | undefined, now: Date): boolean {
  return failing !== undefined && now < failing.nextAttemptAt;
}
