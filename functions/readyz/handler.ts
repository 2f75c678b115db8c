import { createDynamoDbClient, openTables } from '../../shared/store/dynamodb.ts';
import { functionClientConfig } from '../../shared/store/function-client.ts';
import { tableNamesFrom } from '../../shared/store/tables.ts';
import { readinessTimeoutMilliseconds } from './constants.ts';
import { readyzEndpoint } from './endpoint.ts';

/** One attempt: who asks comes again, and a store that needs a second one is not ready. */
const client = createDynamoDbClient({
  ...functionClientConfig(process.env),
  maxAttempts: 1,
  requestHandler: {
    connectionTimeout: readinessTimeoutMilliseconds,
    requestTimeout: readinessTimeoutMilliseconds,
    throwOnRequestTimeout: true,
  },
});

/** Answers GET /readyz. */
export const handler = readyzEndpoint({ tenants: openTables(client, tableNamesFrom(process.env)).tenants });
