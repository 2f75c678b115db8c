import { request as requestOverHttp } from 'node:http';
import { announceSessionEnds } from '../../functions/announce-session-ends/endpoint.ts';
import { notifyingClients } from '../../functions/announce-session-ends/notifying-clients.ts';
import { notifyClients } from '../../functions/notify-clients/endpoint.ts';
import { postLogoutToken } from '../../functions/notify-clients/post-logout-token.ts';
import type { Apps } from '../../shared/apps/apps.ts';
import { writeLogoutNotice } from '../../shared/events/logout-notice.ts';
import { logEvent, logUnexpectedError } from '../../shared/observability/log.ts';
import { dynamoDbClientStore } from '../../shared/openid/dynamodb-client-store.ts';
import { openTokenKeys } from '../../shared/openid/open-token-keys.ts';
import { signJwt } from '../../shared/openid/sign-jwt.ts';
import { dynamoDbFlowStore } from '../../shared/sign-in/dynamodb-flow-store.ts';
import { createDynamoDbClient, openTables } from '../../shared/store/dynamodb.ts';
import { flowsTable, localTableNames, tenantsTable } from '../../shared/store/tables.ts';
import { tableStream } from './table-stream.ts';

/** How often the tables are compared, in milliseconds; a deployed stage is told by their streams. */
const intervalMilliseconds = 1_000;

/**
 * Tells of ended sessions as long as the process runs: each is a line like that of a decision, and a logout token for the
 * clients that want one. A client that does not answer is not told again.
 */
export function repeatAnnouncements(apps: Apps): void {
  const client = createDynamoDbClient();
  const tables = openTables(client, localTableNames);
  const clients = dynamoDbClientStore(tables.tenants, apps);
  const keys = openTokenKeys(process.env);
  const notify = {
    findClient: clients.find,
    sign: (claims: Readonly<Record<string, unknown>>, type: string) => signJwt(keys, claims, type),
    post: postLocally,
    clock: () => new Date(),
  };
  const deps = {
    flows: dynamoDbFlowStore(tables.flows),
    events: { publish: async (events: Parameters<typeof logEvent>[0][]) => events.forEach(logEvent) },
    notifyClients: notifyingClients(tables.flows, {
      send: async (notices) => {
        const messages = notices.map((notice) => ({
          id: notice.id,
          body: writeLogoutNotice(notice),
          attempt: 1,
        }));
        await notifyClients(notify, messages);
      },
    }),
    clock: () => new Date(),
  };
  const streams = [
    tableStream(client, localTableNames.tenants, [tenantsTable.partitionKey.name, tenantsTable.sortKey.name]),
    tableStream(client, localTableNames.flows, [flowsTable.partitionKey.name]),
  ];
  let isRunning = false;
  const run = async () => {
    if (isRunning) return;
    isRunning = true;
    try {
      for (const stream of streams) await announceSessionEnds(deps, await stream.next());
    } catch (error) {
      logUnexpectedError(error);
    }
    isRunning = false;
  };
  setInterval(() => void run(), intervalMilliseconds).unref();
}

/** Posts as a deployed stage does, and over plain HTTP to this machine. */
function postLocally(uri: string, logoutToken: string): Promise<number> {
  const url = new URL(uri);
  if (url.protocol !== 'http:') return postLogoutToken(uri, logoutToken);
  return new Promise((answer, reject) => {
    const request = requestOverHttp(
      {
        host: '127.0.0.1',
        port: url.port || 80,
        path: `${url.pathname}${url.search}`,
        method: 'POST',
        headers: { host: url.host, 'content-type': 'application/x-www-form-urlencoded' },
      },
      (response) => {
        answer(response.statusCode ?? 0);
        response.resume();
      },
    );
    request.once('error', reject);
    request.end(new URLSearchParams({ logout_token: logoutToken }).toString());
  });
}
