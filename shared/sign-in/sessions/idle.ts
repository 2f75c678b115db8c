import { idleTimeout } from '../../tenants/tenant.ts';

/** What of a session decides whether it is idle. */
export interface SessionUse {
  readonly signedInAt: Date;
  /** When a request last used it, as it was last written. Undefined: none was written since the sign-in. */
  readonly lastUsedAt?: Date;
  /** How long it may stay unused, in seconds. Undefined: always. */
  readonly idleTimeoutSeconds?: number;
}

/**
 * Returns how often the last use of a session is written at most, in seconds: once in a quarter of an hour, and in a
 * third of a shorter time-out. So a session never outlives its time-out, and ends at most as much earlier.
 */
export function useIntervalSeconds(idleTimeoutSeconds: number): number {
  return Math.min(idleTimeout.stepSeconds, idleTimeoutSeconds / 3);
}

/** Returns when a session ends unless a request uses it before. Undefined: it has no idle time-out. */
export function idleEndOf({ signedInAt, lastUsedAt, idleTimeoutSeconds }: SessionUse): Date | undefined {
  if (idleTimeoutSeconds === undefined) return undefined;
  return new Date((lastUsedAt ?? signedInAt).getTime() + idleTimeoutSeconds * 1_000);
}

/** Whether a session has been unused for its idle time-out. Never without one. */
export function isIdle(session: SessionUse, now: Date): boolean {
  const end = idleEndOf(session);
  return end !== undefined && end <= now;
}

/** Whether a use of a session at `now` has to be written. Never without an idle time-out. */
export function isUseDue({ signedInAt, lastUsedAt, idleTimeoutSeconds }: SessionUse, now: Date): boolean {
  if (idleTimeoutSeconds === undefined) return false;
  const since = now.getTime() - (lastUsedAt ?? signedInAt).getTime();
  return since >= useIntervalSeconds(idleTimeoutSeconds) * 1_000;
}
