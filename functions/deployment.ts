import { appsOf } from '../shared/apps/apps.ts';
import type { Site } from '../shared/apps/site.ts';
import { sitesFrom } from '../shared/apps/sites-variable.ts';
import type { AccountStatusStore } from '../shared/sign-in/account-status.ts';
import { dynamoDbAccountStatusStore } from '../shared/sign-in/dynamodb-account-status-store.ts';
import { dynamoDbFlowStore } from '../shared/sign-in/dynamodb-flow-store.ts';
import type { FlowStore } from '../shared/sign-in/flow-store.ts';
import { dynamoDbRejectionRecorder } from '../shared/sign-in/log/dynamodb-rejection-recorder.ts';
import type { RejectionRecorder } from '../shared/sign-in/log/rejection-log.ts';
import { dynamoDbSessionIndex, type SessionIndex } from '../shared/sign-in/sessions/session-index.ts';
import { dynamoDbTestFlowStore } from '../shared/sign-in/test/dynamodb-test-flow-store.ts';
import type { TestFlowStore } from '../shared/sign-in/test/test-flow.ts';
import { openTablesFrom, type Tables } from '../shared/store/dynamodb.ts';
import { type CachedTenantStore, cachedTenantStore } from '../shared/tenants/store/cached-tenant-store.ts';
import { dynamoDbTenantStore } from '../shared/tenants/store/dynamodb-tenant-store.ts';
import { dynamoDbUserStore } from '../shared/users/dynamodb-user-store.ts';
import type { UserStore } from '../shared/users/user-store.ts';

/** The settings and stores that a function is deployed with. */
export interface Deployment {
  readonly sites: readonly Site[];
  readonly tenants: CachedTenantStore;
  readonly users: UserStore;
  readonly flows: FlowStore;
  readonly sessions: SessionIndex;
  readonly accountStatuses: AccountStatusStore;
  readonly testFlows: TestFlowStore;
  readonly rejections: RejectionRecorder;
}

/** A {@link Deployment} with its tables, for stores that few functions use. */
export interface OpenDeployment extends Deployment {
  readonly tables: Tables;
}

/** Opens the stores of a function, once, when it starts. @throws Error that names the wrong variable */
export function openDeployment(environment: Readonly<Record<string, string | undefined>>): OpenDeployment {
  const tables = openTablesFrom(environment);
  const sites = sitesFrom(environment);
  const apps = appsOf(sites);
  return {
    tables,
    sites,
    tenants: cachedTenantStore(dynamoDbTenantStore(tables.tenants, apps), { apps, clock: () => new Date() }),
    users: dynamoDbUserStore(tables.tenants),
    flows: dynamoDbFlowStore(tables.flows),
    sessions: dynamoDbSessionIndex(tables.flows),
    accountStatuses: dynamoDbAccountStatusStore(tables.tenants, apps),
    testFlows: dynamoDbTestFlowStore(tables.flows),
    rejections: dynamoDbRejectionRecorder(tables.flows),
  };
}
