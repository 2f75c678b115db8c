import * as v from 'valibot';
import type { AppId } from '../ids/app-id.ts';
import { parseTenantId, type TenantId } from '../ids/tenant-id.ts';
import { gallery } from './gallery.ts';

/** The id of an app of the gallery. */
export const appIdSchema = v.custom<AppId>(
  (value) => typeof value === 'string' && Object.hasOwn(gallery, value),
);

/** A valid tenant name. */
export const tenantIdSchema = v.custom<TenantId>(
  (value) => typeof value === 'string' && parseTenantId(value) !== undefined,
);
