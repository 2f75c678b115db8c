import { sharesReplyUrl } from '../../apps/key-space.ts';
import type { AppProfile } from '../../apps/profile.ts';
import { type Cookies, clearCookie, setCookie } from '../../http/cookies.ts';
import { type AdministrationFlowId, parseAdministrationFlowId } from '../../ids/administration-flow-id.ts';
import type { AppId } from '../../ids/app-id.ts';
import { answeredFlowId, type FlowId } from '../../ids/flow-id.ts';
import { isRequestOf } from '../../ids/request-id.ts';
import { secretPattern } from '../../ids/secret.ts';
import { parseTenantId, type TenantId } from '../../ids/tenant-id.ts';
import { parseTestFlowId, type TestFlowId } from '../../ids/test-flow-id.ts';
import { defined } from '../../objects/defined.ts';
import { requestLifetimeSeconds } from '../flow.ts';

const namePrefix = '__Host-flow-';
const valuePattern = new RegExp(
  `^(0|[1-9][0-9]{0,11})\\.(${secretPattern})(?:\\.([a-z0-9-]{1,63}))?(~code)?$`,
);

/** How many flow cookies one browser may hold, the new one included: headers have 10,240 bytes in all. */
export const maximumFlowCookies = 8;

/** A sign-in, a test of a draft, or an administrator's sign-in: each is bound to its browser in the same way. */
type AnyFlowId = FlowId | TestFlowId | AdministrationFlowId;

/** Every cookie name of a flow is shorter: `_`, `_test` or `_admin`, and 32 hex digits. */
const longestName = 64;

const clearedAtOnce = 16;

/** What a flow cookie says. */
export interface FlowCookie {
  readonly issuedAt: Date;
  /** 32 bytes, base64url. The store holds its SHA-256 alone. */
  readonly secret: string;
  /** The tenant of the flow, where the Reply URL names none. Only {@link tenantInFlowCookie} tells whether it is true. */
  readonly tenant?: TenantId;
  /**
   * Whether an OpenID client waits for a code, so that the write that makes the session stores its hash. Only the flow
   * itself tells which client, and whether there is one at all.
   */
  readonly wantsCode?: true;
}

type FlowCookieName = `${typeof namePrefix}${string}`;

const nameOf = (flow: AnyFlowId): FlowCookieName => `${namePrefix}${flow}`;

/** The cookie that binds `flow` to this browser; undefined where it is missing, came twice or is malformed. */
export function readFlowCookie(cookies: Cookies, flow: AnyFlowId): FlowCookie | undefined {
  return parseValue(cookies.get(nameOf(flow)));
}

/**
 * Returns the tenant of the request that a message claims to answer, if this browser's cookie names it and has the
 * secret of which the request's id was made: a cookie that names another tenant counts as none. No read. Whether the
 * request is still open, only its store can tell.
 */
export function tenantInFlowCookie(cookies: Cookies, app: AppId, inResponseTo: string): TenantId | undefined {
  const flow =
    answeredFlowId(inResponseTo) ?? parseTestFlowId(inResponseTo) ?? parseAdministrationFlowId(inResponseTo);
  const { tenant, secret } = (flow && readFlowCookie(cookies, flow)) ?? {};
  if (flow === undefined || tenant === undefined || secret === undefined) return undefined;
  return isRequestOf(flow, { app, tenant, secret }) ? tenant : undefined;
}

interface FlowCookieBinding {
  readonly now: Date;
  readonly app: AppProfile;
  readonly tenant: TenantId;
  readonly wantsCode?: boolean;
}

/**
 * Returns the `Set-Cookie` value that binds a new request to this browser, for as long as the request is open.
 * `SameSite=None`, because it must come back with the directory's cross-site POST.
 * @param app Of the flow: where its Reply URL names no tenant, the cookie names it.
 * @param wantsCode See {@link FlowCookie}. Default false.
 */
export function flowCookie(
  flow: AnyFlowId,
  secret: string,
  { now, app, tenant, wantsCode = false }: FlowCookieBinding,
): string {
  const named = sharesReplyUrl(app) ? `.${tenant}` : '';
  return setCookie({
    name: nameOf(flow),
    value: `${Math.floor(now.getTime() / 1000)}.${secret}${named}${wantsCode ? '~code' : ''}`,
    sameSite: 'None',
    maxAgeSeconds: requestLifetimeSeconds,
  });
}

/** The `Set-Cookie` value that removes the cookie of a flow that has been spent. */
export function clearFlowCookie(flow: AnyFlowId): string {
  return clearCookie(nameOf(flow), 'None');
}

/**
 * The `Set-Cookie` values that make room for one more flow cookie, so that eight are kept with the new one:
 * malformed and doubled ones go first, then the oldest issued. Empty while there is room. At most sixteen at a time,
 * and none by a name that we do not give: each is a header, and a browser may send any cookies at all.
 */
export function clearSurplusFlowCookies(cookies: Cookies): readonly string[] {
  return surplusOf(cookies).map((name) => clearCookie(name, 'None'));
}

/** The flows whose cookies {@link clearSurplusFlowCookies} drops, as their cookies name them. */
export function surplusFlows(cookies: Cookies): readonly string[] {
  return surplusOf(cookies).map((name) => name.slice(namePrefix.length));
}

function surplusOf(cookies: Cookies): readonly FlowCookieName[] {
  const issuedMillis = (name: FlowCookieName) => parseValue(cookies.get(name))?.issuedAt.getTime() ?? -1;
  const held = cookies.names
    .filter((name): name is FlowCookieName => name.startsWith(namePrefix) && name.length <= longestName)
    .sort((one, other) => issuedMillis(one) - issuedMillis(other));
  const surplus = Math.max(0, held.length - (maximumFlowCookies - 1));
  return held.slice(0, Math.min(surplus, clearedAtOnce));
}

function parseValue(value: string | undefined): FlowCookie | undefined {
  const [, seconds, secret, named, code] = valuePattern.exec(value ?? '') ?? [];
  if (seconds === undefined || secret === undefined) return undefined;
  const tenant = named === undefined ? undefined : parseTenantId(named);
  return {
    issuedAt: new Date(Number(seconds) * 1000),
    secret,
    ...(code === undefined ? {} : { wantsCode: true }),
    ...defined({ tenant }),
  };
}
