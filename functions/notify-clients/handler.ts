import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { appsOf } from '../../shared/apps/apps.ts';
import { sitesFrom } from '../../shared/apps/sites-variable.ts';
import { counters } from '../../shared/observability/metrics.ts';
import { dynamoDbClientStore } from '../../shared/openid/dynamodb-client-store.ts';
import { openTokenKeys } from '../../shared/openid/open-token-keys.ts';
import { signJwt } from '../../shared/openid/sign-jwt.ts';
import { openTablesFrom } from '../../shared/store/dynamodb.ts';
import { type NotifyClientsDependencies, notifyClients } from './endpoint.ts';
import { postLogoutToken } from './post-logout-token.ts';

const clients = dynamoDbClientStore(openTablesFrom(process.env).tenants, appsOf(sitesFrom(process.env)));
const keys = openTokenKeys(process.env);
const deps: NotifyClientsDependencies = {
  findClient: (id) => clients.find(id),
  sign: (claims, type) => signJwt(keys, claims, type),
  post: postLogoutToken,
  clock: () => new Date(),
};

/** Delivers a batch of logout notices. The queue redelivers only those that failed. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const failed = await notifyClients(
    deps,
    Records.map(({ messageId, body, attributes }) => ({
      id: messageId,
      body,
      attempt: Number(attributes.ApproximateReceiveCount),
    })),
  );
  counters.publish();
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}
