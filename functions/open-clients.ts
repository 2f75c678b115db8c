import { appsOf } from '../shared/apps/apps.ts';
import { cachedClientFinder } from '../shared/openid/cached-client-finder.ts';
import type { ClientFinder } from '../shared/openid/client-store.ts';
import { dynamoDbClientStore } from '../shared/openid/dynamodb-client-store.ts';
import type { OpenDeployment } from './deployment.ts';

/** Opens the clients of a function whose decisions the token endpoint makes again: each at most a minute old. */
export function openCachedClients({ tables, sites }: Pick<OpenDeployment, 'tables' | 'sites'>): ClientFinder {
  return cachedClientFinder(dynamoDbClientStore(tables.tenants, appsOf(sites)), { clock: () => new Date() });
}
