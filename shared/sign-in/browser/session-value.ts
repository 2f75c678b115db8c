import { findApp } from '../../apps/gallery.ts';
import { type AppId, parseTenantId, type TenantId } from '../../apps/profile.ts';
import { type FlowName, flowNamePattern, parseFlowName } from '../../ids/flow-name.ts';
import { secretPattern } from '../../ids/secret.ts';

/** Which session a cookie is about. */
export interface SessionValue {
  /** Several apps may share a host, and a host has one session cookie: it has to say whose it is. */
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly flow: FlowName;
}

// Neither an app id, nor a tenant id, nor a flow id, nor base64url has a dot.
const valuePattern = new RegExp(
  `^([a-z0-9-]{1,32})\\.([a-z0-9-]{1,63})\\.(${flowNamePattern})\\.(${secretPattern})$`,
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
  const app = findApp(appText)?.id;
  const tenant = parseTenantId(tenantText);
  const flow = parseFlowName(flowText);
  if (app === undefined || tenant === undefined || flow === undefined) return undefined;
  return { session: { app, tenant, flow }, proof };
}
