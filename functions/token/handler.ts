import { appsOf } from '../../shared/apps/apps.ts';
import { systemRandom } from '../../shared/ids/secret.ts';
import { dynamoDbClientStore } from '../../shared/openid/dynamodb-client-store.ts';
import { openTokenKeys } from '../../shared/openid/open-token-keys.ts';
import { dynamoDbGrantStore } from '../../shared/sign-in/grant/dynamodb-grant-store.ts';
import { openDeployment } from '../deployment.ts';
import { tokenEndpoint } from './endpoint.ts';

const { sites, flows, accountStatuses, tables } = openDeployment(process.env);

/** Answers POST /oauth2/token and POST /oauth2/revoke. */
export const handler = tokenEndpoint({
  sites,
  flows,
  accountStatuses,
  grants: dynamoDbGrantStore(tables.flows),
  clients: dynamoDbClientStore(tables.tenants, appsOf(sites)),
  tokenKeys: openTokenKeys(process.env),
  random: systemRandom,
});
