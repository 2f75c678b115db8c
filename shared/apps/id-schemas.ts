import * as v from 'valibot';
import { type AppId, parseAppId } from '../ids/app-id.ts';
import { type ClientId, parseClientId } from '../ids/client-id.ts';
import { parseTenantId, type TenantId } from '../ids/tenant-id.ts';

/** A valid app id, whether or not this deployment has such an app. */
export const appIdSchema = v.custom<AppId>(
  (value) => typeof value === 'string' && parseAppId(value) !== undefined,
);

/** A valid tenant name. */
export const tenantIdSchema = v.custom<TenantId>(
  (value) => typeof value === 'string' && parseTenantId(value) !== undefined,
);

/** A valid id of an OpenID client. */
export const clientIdSchema = v.custom<ClientId>(
  (value) => typeof value === 'string' && parseClientId(value) !== undefined,
);
