import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { marshall } from '@aws-sdk/util-dynamodb';
import { announceSessionEnds } from '../../functions/announce-session-ends/endpoint.ts';
import { notifyingClients } from '../../functions/announce-session-ends/notifying-clients.ts';
import { notifyClients } from '../../functions/notify-clients/endpoint.ts';
import { eventBridgeSink } from '../../shared/events/eventbridge-sink.ts';
import { type LogoutNotice, writeLogoutNotice } from '../../shared/events/logout-notice.ts';
import { sqsLogoutNoticeQueue } from '../../shared/events/sqs-logout-notice-queue.ts';
import type { ClientId } from '../../shared/ids/client-id.ts';
import { newGrantId } from '../../shared/ids/grant-id.ts';
import { kmsPublicKeys, kmsSigningKeys } from '../../shared/keys/kms-keys.ts';
import { dynamoDbClientStore } from '../../shared/openid/dynamodb-client-store.ts';
import { signJwt } from '../../shared/openid/sign-jwt.ts';
import { tokenKeysOf } from '../../shared/openid/token-keys.ts';
import { dynamoDbFlowStore } from '../../shared/sign-in/dynamodb-flow-store.ts';
import { toSignInItem } from '../../shared/sign-in/flow-item.ts';
import { dynamoDbGrantStore } from '../../shared/sign-in/grant/dynamodb-grant-store.ts';
import type { Grant } from '../../shared/sign-in/grant/grant.ts';
import type { Tables } from '../../shared/store/dynamodb.ts';
import type { NewItem } from '../../shared/store/table.ts';
import { toTenantItem } from '../../shared/tenants/store/tenant-item.ts';
import { toUserItem } from '../../shared/users/user-item.ts';
import { apps } from '../fixtures/apps.ts';
import { anAuthorization, aSignIn, aTenant, aUser, now, secondsFromNow } from '../harness/samples.ts';
import { type Calls, standInForEvents } from './recorded-calls.ts';

/** The two functions, with tables and clients of their own. */
export interface WatchedAnnouncements {
  readonly announce: Tables;
  readonly notify: Tables;
  readonly unwatched: Tables;
  readonly sqs: SQSClient;
  readonly bus: EventBridgeClient;
  readonly kms: KMSClient;
  readonly calls: Calls;
}

const image = (item: NewItem) => marshall(item, { removeUndefinedValues: true });
const record = (before: NewItem, after: NewItem) => ({
  dynamodb: { OldImage: image(before), NewImage: image(after) },
});

/** A session of a client that ended, a person who was deactivated, a tenant whose sessions were revoked. */
export async function runTheAnnouncements(watched: WatchedAnnouncements): Promise<void> {
  const { announce, unwatched, calls } = watched;
  const [user, tenant] = [aUser(), aTenant()];
  const signIn = aSignIn({ app: user.app, tenant: user.tenant }, { user });
  await dynamoDbFlowStore(unwatched.flows).signInUnsolicited(signIn);
  const grant: Grant = {
    app: signIn.app,
    tenant: signIn.tenant,
    id: newGrantId(),
    session: signIn.id,
    // Another client than the one of the whole way.
    authorization: anAuthorization({ client: 'client_BBBBBBBBBBBBBBBBBBBBBB' as ClientId }),
    issuedAt: now,
    codeHash: 'c',
  };
  const grants = dynamoDbGrantStore(unwatched.flows);
  await grants.issue(grant, secondsFromNow(3_600));
  await grants.redeem(grant, {
    state: 'valid',
    codeSpentAt: now,
    familyHash: 'f',
    refreshHash: 'r',
    salt: 's',
  });
  const running = toSignInItem(signIn);
  const ended = { ...running, state: 'signed-out', endedBy: 'signed-out', endedAt: now.toISOString() };
  const queue = sqsLogoutNoticeQueue(
    standInForEvents(watched.sqs, calls, 'notices'),
    'https://sqs.example/notices',
  );
  await announceSessionEnds(
    {
      flows: dynamoDbFlowStore(announce.flows),
      events: eventBridgeSink(standInForEvents(watched.bus, calls), 'bus'),
      notifyClients: notifyingClients(announce.flows, queue),
      clock: () => now,
    },
    [
      record(running, ended),
      record(toUserItem(user), toUserItem({ ...user, active: false, sessionGeneration: 1 })),
      record(
        toTenantItem({ tenant, version: 1 }),
        toTenantItem({ tenant: { ...tenant, sessionGeneration: 1 }, version: 2 }),
      ),
    ],
  );
  await deliver(watched, { client: grant.authorization.client, signIn });
}

async function deliver(
  { notify, unwatched, kms }: WatchedAnnouncements,
  {
    client,
    signIn,
  }: { readonly client: LogoutNotice['client']; readonly signIn: ReturnType<typeof aSignIn> },
): Promise<void> {
  const { app, tenant, user, id: session } = signIn;
  await dynamoDbClientStore(unwatched.tenants, apps).add(
    {
      app,
      id: client,
      displayName: 'Reports',
      authentication: 'none',
      redirectUris: [],
      postLogoutRedirectUris: [],
      backChannelLogoutUri: 'https://reports.example.com/logout',
      secrets: [],
    },
    { by: 'test', at: now },
  );
  const keys = tokenKeysOf(kmsSigningKeys(kms, ['tokens']), kmsPublicKeys(kms));
  const clients = dynamoDbClientStore(notify.tenants, apps);
  const notice: LogoutNotice = {
    id: 'n',
    app,
    client,
    issuer: 'https://login.example.com',
    tenant,
    user: user.id,
    session,
  };
  const failed = await notifyClients(
    {
      findClient: clients.find,
      sign: (claims, type) => signJwt(keys, claims, type),
      post: async () => 200,
      clock: () => now,
    },
    [{ id: 'm', body: writeLogoutNotice(notice), attempt: 1 }],
  );
  if (failed.length > 0) throw new Error('A notice failed for a fault of ours');
}
