import * as v from 'valibot';
import { findApp, gallery } from '../shared/apps/gallery.ts';
import type { AppId } from '../shared/apps/profile.ts';
import type { Site } from '../shared/apps/site.ts';
import { dynamoDbFlowStore } from '../shared/flows/dynamodb-flow-store.ts';
import { dynamoDbRefusalLog } from '../shared/flows/dynamodb-refusal-log.ts';
import type { FlowStore } from '../shared/flows/flow-store.ts';
import type { RefusalLog } from '../shared/flows/refusal-log.ts';
import { openTablesFrom } from '../shared/store/dynamodb.ts';
import { cachedTenantStore } from '../shared/tenants/cached-tenant-store.ts';
import { dynamoDbTenantStore } from '../shared/tenants/dynamodb-tenant-store.ts';
import type { TenantStore } from '../shared/tenants/tenant-store.ts';
import { dynamoDbUserStore } from '../shared/users/dynamodb-user-store.ts';
import type { UserStore } from '../shared/users/user-store.ts';

/** The variable that tells a function where each app stands: a JSON list of `{app, origin}`. */
export const sitesVariable = 'LATCHKEY_SITES';

/** What a function is deployed with. */
export interface Deployment {
  readonly sites: readonly Site[];
  readonly tenants: TenantStore;
  readonly users: UserStore;
  readonly flows: FlowStore;
  readonly refusals: RefusalLog;
}

/** Opens what a function works with, once, when it starts. @throws Error that names the wrong variable. */
export function openDeployment(environment: Readonly<Record<string, string | undefined>>): Deployment {
  const tables = openTablesFrom(environment);
  return {
    sites: readSites(environment[sitesVariable]),
    tenants: cachedTenantStore(dynamoDbTenantStore(tables.tenants), { clock: () => new Date() }),
    users: dynamoDbUserStore(tables.tenants),
    flows: dynamoDbFlowStore(tables.flows),
    refusals: dynamoDbRefusalLog(tables.flows),
  };
}

const sitesSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(
    v.strictObject({
      app: v.picklist(Object.keys(gallery) as AppId[]),
      origin: v.pipe(v.string(), v.regex(/^https?:\/\/[a-z0-9.{}-]+(?::\d{1,5})?$/)),
    }),
  ),
  v.minLength(1),
);

/** @throws Error that names the variable */
export function readSites(text: string | undefined): readonly Site[] {
  const read = v.safeParse(sitesSchema, text);
  if (!read.success) throw new Error(`${sitesVariable}: ${read.issues[0].message}`);
  return read.output.flatMap(({ app, origin }) => {
    const profile = findApp(app);
    return profile === undefined ? [] : [{ app: profile, origin }];
  });
}

/** The text of {@link sitesVariable} that says `sites`. */
export function writeSites(sites: readonly Site[]): string {
  return JSON.stringify(sites.map(({ app, origin }) => ({ app: app.id, origin })));
}
