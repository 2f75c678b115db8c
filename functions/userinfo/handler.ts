import { appsOf } from '../../shared/apps/apps.ts';
import { dynamoDbClientStore } from '../../shared/openid/dynamodb-client-store.ts';
import { dynamoDbGrantStore } from '../../shared/sign-in/grant/dynamodb-grant-store.ts';
import { openDeployment } from '../deployment.ts';
import { userinfoEndpoint } from './endpoint.ts';

const { sites, accountStatuses, tables } = openDeployment(process.env);

/** Answers GET and POST /oauth2/userinfo. */
export const handler = userinfoEndpoint({
  sites,
  accountStatuses,
  grants: dynamoDbGrantStore(tables.flows),
  clients: dynamoDbClientStore(tables.tenants, appsOf(sites)),
});
