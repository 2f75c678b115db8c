import { type AppId, parseAppId } from '../../ids/app-id.ts';
import { type FlowId, flowIdPattern, parseFlowId } from '../../ids/flow-id.ts';
import { secretPattern } from '../../ids/secret.ts';
import { parseTenantId, type TenantId } from '../../ids/tenant-id.ts';

/** Which session a cookie is about. */
export interface SessionValue {
  /** Several apps may share a host, and a host has one session cookie: it has to say whose it is. */
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly flow: FlowId;
}

// Neither an app id, nor a tenant id, nor a flow id, nor base64url has a dot.
const valuePattern = new RegExp(
  `^([a-z0-9-]{1,32})\\.([a-z0-9-]{1,63})\\.(${flowIdPattern})\\.(${secretPattern})$`,
);

/** A session and 32 bytes in base64url that prove something about it, in one cookie's value. */
export function formatSessionValue({ app, tenant, flow }: SessionValue, proof: string): string {
  return `${app}.${tenant}.${flow}.${proof}`;
}

/** The same in the other direction; undefined where `value` is nothing of the kind. */
export function parseSessionValue(
  value = '',
): { readonly session: SessionValue; readonly proof: string } | undefined {
  const [, appText = '', tenantText = '', flowText = '', proof = ''] = valuePattern.exec(value) ?? [];
  const app = parseAppId(appText);
  const tenant = parseTenantId(tenantText);
  const flow = parseFlowId(flowText);
  if (app === undefined || tenant === undefined || flow === undefined) return undefined;
  return { session: { app, tenant, flow }, proof };
}
