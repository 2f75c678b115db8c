import { type Cookies, clearCookie, setCookie } from '../http/cookies.ts';
import { type AppId, parseAppId } from '../ids/app-id.ts';
import { secretPattern } from '../ids/secret.ts';
import { parseSetupLinkId, type SetupLinkId } from '../ids/setup-link-id.ts';
import { parseTenantId, type TenantId } from '../ids/tenant-id.ts';

const name = '__Host-setup';
const valuePattern = new RegExp(
  `^([a-z0-9-]{1,32})\\.([a-z0-9-]{1,63})\\.([0-9A-Z-]{9})\\.([0-9])\\.(${secretPattern})$`,
);

/** The cookie of a browser that has opened a set-up link. It is not a session of the application. */
export interface SetupCookie {
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly link: SetupLinkId;
  readonly slot: number;
  /** 32 bytes, base64url. The store has only its SHA-256. */
  readonly secret: string;
}

/** Returns the set-up cookie of a request. Undefined if it is missing, malformed or came twice. */
export function readSetupCookie(cookies: Cookies): SetupCookie | undefined {
  const [, appText = '', tenantText = '', linkText = '', slot = '', secret = ''] =
    valuePattern.exec(cookies.get(name) ?? '') ?? [];
  const app = parseAppId(appText);
  const tenant = parseTenantId(tenantText);
  const link = parseSetupLinkId(linkText);
  if (app === undefined || tenant === undefined || link === undefined) return undefined;
  return { app, tenant, link, slot: Number(slot), secret };
}

/**
 * Returns the `Set-Cookie` value of a set-up session that ends at `expiresAt`. `SameSite=Lax`, because the directory
 * sends the browser back after a test sign-in. Every form must also come from the same origin.
 */
export function setupCookie(
  { app, tenant, link, slot, secret }: SetupCookie,
  expiresAt: Date,
  now: Date,
): string {
  return setCookie({
    name,
    value: `${app}.${tenant}.${link}.${slot}.${secret}`,
    sameSite: 'Lax',
    maxAgeSeconds: (expiresAt.getTime() - now.getTime()) / 1_000,
  });
}

/** Returns the `Set-Cookie` value that ends the set-up session of this browser. */
export function clearSetupCookie(): string {
  return clearCookie(name, 'Lax');
}
