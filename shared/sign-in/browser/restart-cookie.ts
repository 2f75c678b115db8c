import { type Cookies, clearCookie, setCookie } from '../../http/cookies.ts';
import type { AppId } from '../../ids/app-id.ts';
import type { TenantId } from '../../ids/tenant-id.ts';

const name = '__Host-restarted';

/** How long one restart is remembered, in seconds: long enough for a prompt at the directory. */
export const restartLifetimeSeconds = 120;

/**
 * Whether an unsolicited response of this tenant has just been answered by starting a sign-in of our own.
 * A second one then is a loop. A cookie that another app or tenant of the same host left behind does not count.
 */
export function wasRestarted(cookies: Cookies, app: AppId, tenant: TenantId): boolean {
  return cookies.get(name) === `${app}.${tenant}`;
}

/** The `Set-Cookie` value that remembers the restart. `SameSite=None`: the next response is a cross-site POST. */
export function restartCookie(app: AppId, tenant: TenantId): string {
  return setCookie({
    name,
    value: `${app}.${tenant}`,
    sameSite: 'None',
    maxAgeSeconds: restartLifetimeSeconds,
  });
}

/** The `Set-Cookie` value that forgets the restart, once a sign-in has ended well. */
export function clearRestartCookie(): string {
  return clearCookie(name, 'None');
}
