import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { refreshMetadata } from '../../functions/refresh-metadata/endpoint.ts';
import { scheduleRefresh } from '../../functions/schedule-refresh/endpoint.ts';
import { eventBridgeSink } from '../../shared/events/eventbridge-sink.ts';
import { writeRefreshJob } from '../../shared/events/refresh-job.ts';
import { sqsRefreshQueue } from '../../shared/events/sqs-refresh-queue.ts';
import { MetadataFetchError } from '../../shared/federation-metadata/metadata-fetch-error.ts';
import { dynamoDbRefreshStateStore } from '../../shared/metadata-refresh/dynamodb-refresh-state-store.ts';
import { retirementDelayMilliseconds } from '../../shared/metadata-refresh/take-metadata.ts';
import { dynamoDbRejectionBuffers } from '../../shared/sign-in/log/dynamodb-rejection-buffers.ts';
import { dynamoDbRejectionLog } from '../../shared/sign-in/log/dynamodb-rejection-log.ts';
import type { Tables } from '../../shared/store/dynamodb.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/store/dynamodb-tenant-store.ts';
import { refreshSlotOf, tenantsOfSlot } from '../../shared/tenants/store/refresh-slot.ts';
import { apps } from '../fixtures/apps.ts';
import { signingKey } from '../fixtures/keys.ts';
import { asCertificate } from '../fixtures/trusted-key.ts';
import { aTenant } from '../harness/samples.ts';
import { directoryShowing, documentOf } from '../metadata-refresh/metadata.ts';
import { type Calls, standInForEvents } from './recorded-calls.ts';

/** The two functions of the watch, each with tables and clients of its own. */
export interface WatchedRefresh {
  readonly schedule: Tables;
  readonly refresh: Tables;
  readonly unwatched: Tables;
  readonly sqs: SQSClient;
  readonly bus: (calls: Calls) => EventBridgeClient;
  readonly calls: { readonly schedule: Calls; readonly refresh: Calls };
}

const [old, next] = [signingKey(), signingKey({ name: 'next' })];
const hour = 3_600_000;

/** A turn with a refused sign-in in it, a rollover to its end, and a directory that fails and answers again. */
export async function runTheRefresh({
  schedule,
  refresh,
  unwatched,
  sqs,
  bus,
  calls,
}: WatchedRefresh): Promise<void> {
  const now = new Date('2026-11-22T12:00:00.000Z');
  const issuer = 'https://watched.example/';
  // A fixed Identifier has guards, which come and go with its keys.
  const tenant = aTenant({
    app: 'trakstar',
    connection: { issuer, metadataUrl: `${issuer}metadata`, trustedKeys: [asCertificate(old)] },
  });
  await dynamoDbTenantStore(unwatched.tenants, apps).add(tenant);
  const { app, id } = tenant;
  await dynamoDbRejectionLog(unwatched.flows).record({
    app,
    tenant,
    signed: false,
    reference: 'r',
    problem: 'key-unknown',
    at: now,
  });

  const slot = refreshSlotOf(app, id);
  const minute = Math.ceil((now.getTime() / 60_000 + 1 - slot) / 720) * 720 + slot;
  await scheduleRefresh(
    {
      tenantsOf: (wanted) => tenantsOfSlot(schedule.tenants, wanted),
      buffers: dynamoDbRejectionBuffers(schedule.flows),
      queue: sqsRefreshQueue(standInForEvents(sqs, calls.schedule), 'https://sqs.example/asks'),
      events: eventBridgeSink(standInForEvents(bus(calls.schedule), calls.schedule), 'bus'),
      random: () => 0,
    },
    new Date(minute * 60_000),
  );

  const directory = directoryShowing([old], issuer);
  const look = async (milliseconds: number, answer: Uint8Array | Error) => {
    directory.answer = answer;
    const undone = await refreshMetadata(
      {
        tenants: dynamoDbTenantStore(refresh.tenants, apps),
        refreshStates: dynamoDbRefreshStateStore(refresh.tenants),
        metadata: directory,
        events: eventBridgeSink(standInForEvents(bus(calls.refresh), calls.refresh), 'bus'),
        counters: { count: () => {}, publish: () => {} },
        clock: () => new Date(now.getTime() + milliseconds),
      },
      [{ id: 'm', body: writeRefreshJob({ app, tenant: id, because: 'turn' }) }],
    );
    if (undone.length > 0) throw new Error('A look failed for a fault of ours');
  };
  await look(0, documentOf([old], issuer));
  await look(hour, documentOf([old, next], issuer));
  await look(2 * hour, new MetadataFetchError('timeout', 'It did not answer.'));
  await look(3 * hour, documentOf([next], issuer));
  await look(3 * hour + retirementDelayMilliseconds, documentOf([next], issuer));
}
