import { findApp } from '../apps/gallery.ts';
import { type AppId, parseTenantId, type TenantId } from '../apps/profile.ts';
import { type Cookies, clearCookie, setCookie } from './cookies.ts';
import { type FlowName, flowNamePattern, parseFlowName } from './flow-name.ts';
import { secretPattern } from './secret.ts';

/** The name of the session cookie; the vendor's application sends it along to `GET /session`. */
export const sessionCookieName = '__Host-session';

/** What a session cookie says: which flow of which tenant of which app, and the secret that proves it. */
export interface SessionCookie {
  /** Several apps may share a host, and a host has one session cookie: it has to say whose it is. */
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly flow: FlowName;
  /** 32 bytes, base64url. The store holds its SHA-256 alone. */
  readonly secret: string;
}

// Neither an app id, nor a tenant id, nor a flow id, nor base64url has a dot.
const valuePattern = new RegExp(
  `^([a-z0-9-]{1,32})\\.([a-z0-9-]{1,63})\\.(${flowNamePattern})\\.(${secretPattern})$`,
);

/** The session cookie of a request; undefined where there is none, where it came twice or is not one. */
export function readSessionCookie(cookies: Cookies): SessionCookie | undefined {
  const [, appText = '', tenantText = '', flowText = '', secret = ''] =
    valuePattern.exec(cookies.get(sessionCookieName) ?? '') ?? [];
  const app = findApp(appText)?.id;
  const tenant = parseTenantId(tenantText);
  const flow = parseFlowName(flowText);
  if (app === undefined || tenant === undefined || flow === undefined) return undefined;
  return { app, tenant, flow, secret };
}

/**
 * The `Set-Cookie` value of a session that ends at `expiresAt`. `SameSite=Lax`: links from elsewhere find
 * the person signed in, cross-site forms do not.
 */
export function sessionCookie(session: SessionCookie, expiresAt: Date, now: Date): string {
  return setCookie({
    name: sessionCookieName,
    value: `${session.app}.${session.tenant}.${session.flow}.${session.secret}`,
    sameSite: 'Lax',
    maxAgeSeconds: (expiresAt.getTime() - now.getTime()) / 1000,
  });
}

/** The `Set-Cookie` value that ends the session in this browser. */
export function clearSessionCookie(): string {
  return clearCookie(sessionCookieName, 'Lax');
}
