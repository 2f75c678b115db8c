/**
 * `node test/bench/refresh/run.ts [tenants]`: looks after so many tenants (20,000 by default) by the code of both
 * functions, against a directory and an embedded DynamoDB on this machine; one directory in a hundred fails. Prints
 * what it took, and what the schedule of a deployed stage makes of a million.
 */
import { createServer } from 'node:http';
import { performance } from 'node:perf_hooks';
import { jobsPerBatch } from '../../../functions/refresh-metadata/constants.ts';
import { refreshMetadata } from '../../../functions/refresh-metadata/endpoint.ts';
import { scheduleRefresh } from '../../../functions/schedule-refresh/endpoint.ts';
import { type DelayedRefreshJob, writeRefreshJob } from '../../../shared/events/refresh-job.ts';
import { httpsMetadataSource } from '../../../shared/federation-metadata/https-metadata-source.ts';
import { dynamoDbRefreshStateStore } from '../../../shared/metadata-refresh/dynamodb-refresh-state-store.ts';
import { createTables } from '../../../shared/store/create-tables.ts';
import { createDynamoDbClient, openTables } from '../../../shared/store/dynamodb.ts';
import { dynamoDbTenantStore } from '../../../shared/tenants/store/dynamodb-tenant-store.ts';
import { refreshSlots, tenantsOfSlot } from '../../../shared/tenants/store/refresh-slot.ts';
import { toTenantItem } from '../../../shared/tenants/store/tenant-item.ts';
import { apps } from '../../fixtures/apps.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { embeddedClientConfig, startEmbeddedDynamoDb } from '../../harness/embedded-dynamodb.ts';
import { aTenant } from '../../harness/samples.ts';
import { documentOf } from '../../metadata-refresh/metadata.ts';
import { scheduleLoad } from './arithmetic.ts';

const count = Number(process.argv[2] ?? 20_000);
const [old, next] = [signingKey(), signingKey({ name: 'next' })];
const document = documentOf([old, next]);
const say = (text: string) => process.stdout.write(`${text}\n`);

const directory = createServer((request, response) => {
  if (request.url?.endsWith('broken')) request.socket.destroy();
  else response.end(document);
});
await new Promise<void>((resolve) => directory.listen(0, '127.0.0.1', resolve));
const address = directory.address();
const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
const host = (name: number) => `d${name}.localhost`;
const hosts = Array.from(
  { length: 100 },
  (_, name) => ({ name: host(name), port, loopback: '127.0.0.1' }) as const,
);

const embedded = await startEmbeddedDynamoDb();
const client = createDynamoDbClient(embeddedClientConfig(embedded.endpoint));
const names = { tenants: 'tenants', flows: 'flows' };
await createTables(client, names);
const tables = openTables(client, names);

const began = performance.now();
for (let from = 0; from < count; from += 100) {
  const batch = Array.from({ length: Math.min(100, count - from) }, (_, index) => from + index);
  await Promise.all(
    batch.map((each) => {
      const name = each % 100;
      const metadataUrl = `http://${host(name)}:${port}/${name === 99 ? 'broken' : 'metadata'}`;
      const connection = { issuer: facts.issuer, metadataUrl, trustedKeys: [asCertificate(old)] };
      return tables.tenants.put(toTenantItem({ tenant: aTenant({ connection }), version: 1 }));
    }),
  );
}
say(`${count} tenants added in ${seconds(performance.now() - began)}.`);

const deps = {
  tenants: dynamoDbTenantStore(tables.tenants, apps),
  refreshStates: dynamoDbRefreshStateStore(tables.tenants),
  metadata: httpsMetadataSource({ hosts, timeoutMilliseconds: 8_000 }),
  events: { publish: async () => {} },
  counters: {
    count: (name: string) => void counted.set(name, (counted.get(name) ?? 0) + 1),
    publish: () => {},
  },
  clock: () => facts.now,
};
const counted = new Map<string, number>();
const asks: DelayedRefreshJob[] = [];
const schedulingBegan = performance.now();
let longestRun = 0;
let mostTenants = 0;
for (let slot = 0; slot < refreshSlots; slot += 1) {
  const runBegan = performance.now();
  const before = asks.length;
  await scheduleRefresh(
    {
      tenantsOf: (wanted) => tenantsOfSlot(tables.tenants, wanted),
      buffers: {
        moved: async () => [],
        fresh: async () => ({ count: 0, problems: {} }),
        markAnnounced: async () => {},
      },
      queue: { send: async (more) => void asks.push(...more) },
      events: deps.events,
      random: Math.random,
    },
    new Date(slot * 60_000),
  );
  longestRun = Math.max(longestRun, performance.now() - runBegan);
  mostTenants = Math.max(mostTenants, asks.length - before);
}
say(
  `${refreshSlots} runs of the schedule found ${asks.length} tenants in ${seconds(performance.now() - schedulingBegan)}: ` +
    `${mostTenants} at most in one, the longest in ${Math.round(longestRun)} ms.`,
);

process.stdout.write = (
  (real) => (text: string) =>
    text.startsWith('{') ? true : real.call(process.stdout, text)
)(process.stdout.write) as typeof process.stdout.write;
const refreshingBegan = performance.now();
const batchMilliseconds: number[] = [];
let undone = 0;
let nextBatch = 0;
const worker = async () => {
  while (nextBatch < asks.length) {
    const batch = asks.slice(nextBatch, nextBatch + jobsPerBatch);
    nextBatch += jobsPerBatch;
    const batchBegan = performance.now();
    const messages = batch.map((ask, index) => ({ id: String(index), body: writeRefreshJob(ask) }));
    undone += (await refreshMetadata(deps, messages)).length;
    batchMilliseconds.push(performance.now() - batchBegan);
  }
};
// A function each has a process of its own: as many as this one can serve.
const workers = 3;
await Promise.all(Array.from({ length: workers }, worker));
const tookMilliseconds = performance.now() - refreshingBegan;
batchMilliseconds.sort((one, other) => one - other);
const median = batchMilliseconds[Math.floor(batchMilliseconds.length / 2)] ?? 0;
const trusting = (await deps.tenants.list('timetrack')).filter(
  ({ connection }) => connection.trustedKeys.length === 2,
).length;
say(
  `${asks.length} refreshes in ${seconds(tookMilliseconds)}, ${Math.round(asks.length / (tookMilliseconds / 1_000))} a second, ` +
    `${workers} batches of ${jobsPerBatch} at once in one process, a batch in ${Math.round(median)} ms (median).`,
);
say(
  `${trusting} tenants trust the new key, ${counted.get('RefreshFailed') ?? 0} asks failed, ${undone} come again.`,
);

const load = scheduleLoad(1_000_000, 1);
say(`
A million tenants, a batch of ${jobsPerBatch} in 1 s:
  a run a minute sends ${Math.round(load.tenantsPerRun)} asks in ${load.sendsPerRun} requests
  ${load.looksPerSecond.toFixed(1)} looks a second are wanted, ${load.capacityPerSecond} are possible,
  ${load.worstCapacityPerSecond.toFixed(1)} where every directory hangs until its time is over
  everybody is looked after every ${load.hoursForAll} hours`);

client.destroy();
directory.closeAllConnections();
directory.close();
await embedded.stop();

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}
