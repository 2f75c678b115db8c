import { createServer } from 'node:http';
import { performance } from 'node:perf_hooks';
import { createEmbeddedKms } from '../../../infra/local/embedded-kms.ts';
import { createKmsClient } from '../../../shared/keys/kms-client.ts';
import { kmsDecryptionKeys } from '../../../shared/keys/kms-keys.ts';
import { createTables } from '../../../shared/store/create-tables.ts';
import { createDynamoDbClient, openTables } from '../../../shared/store/dynamodb.ts';
import { localTableNames } from '../../../shared/store/tables.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { sealedMessage } from '../../functions/assertion-consumer/sealed-message.ts';
import { ask } from '../../harness/ask.ts';
import { customerOf } from '../../harness/customer.ts';
import { embeddedClientConfig, startEmbeddedDynamoDb } from '../../harness/embedded-dynamodb.ts';
import { productOver } from '../../harness/product.ts';
import { failures } from './failures.ts';

/**
 * `node test/bench/oracle/work.ts [posts]`: how long the work takes that the delay of a failure hides: reading,
 * two keys in KMS, the plaintext, the tenant read once more, and two writes to its ring. KMS and DynamoDB are embedded
 * and answer over HTTP by the SDK's own clients, in this process, so that their own work is part of the figure.
 * `failureDelayMilliseconds` has to be above its p99.9 together with the network of a region.
 */
const posts = Number(process.argv[2] ?? 5_000);
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;

const keys = new Map(['current', 'before'].map((name) => [name, signingKey({ name }).privateKey] as const));
const { publicKey, certificate } = signingKey({ name: 'current' });
const kms = createEmbeddedKms(keys);
const server = createServer((request, response) => void kms(request, response));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = server.address();
const port = typeof address === 'object' ? address?.port : undefined;
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const client = createKmsClient({ endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', credentials });

const database = await startEmbeddedDynamoDb();
const dynamoDb = createDynamoDbClient(embeddedClientConfig(database.endpoint));
await createTables(dynamoDb, localTableNames);
const product = productOver(openTables(dynamoDb, localTableNames), () => facts.now, undefined, {
  decryptionKeys: kmsDecryptionKeys(client, [...keys.keys()]),
  clock: { now: () => 0, until: async () => {} },
});
/** The same with the wait, as it is deployed. */
const deployed = productOver(openTables(dynamoDb, localTableNames), () => facts.now, undefined, {
  decryptionKeys: kmsDecryptionKeys(client, [...keys.keys()]),
});
const customer = await customerOf(product, 'timetrack', {
  connection: { encryption: { mode: 'required', certificate } },
});

const milliseconds: number[] = [];
for (let slot = -50; slot < posts; slot += 1) {
  const [name, choices] = failures[(slot + 50) % failures.length] ?? ['', {}];
  const encryption = { publicKey, ...choices.encryption };
  const form = formBody(sealedMessage(customer, { ...choices, encryption }));
  const start = performance.now();
  const { statusCode } = await ask(product.assertionConsumer, { url: customer.urls.replyUrl, form });
  if (slot >= 0) milliseconds.push(performance.now() - start);
  if (statusCode !== 404) throw new Error(`${name}: answered with ${statusCode}`);
}

/** Posts to a tenant that takes no encrypted assertions. */
const optedOut = await customerOf(deployed, 'timetrack');
const atOnce: number[] = [];
for (let slot = -20; slot < 200; slot += 1) {
  const form = formBody(sealedMessage(optedOut, { encryption: { publicKey } }));
  const start = performance.now();
  await ask(deployed.assertionConsumer, { url: optedOut.urls.replyUrl, form });
  if (slot >= 0) atOnce.push(performance.now() - start);
}

const sorted = milliseconds.toSorted((one, other) => one - other);
const at = (share: number) => (sorted[Math.ceil(share * sorted.length) - 1] ?? 0).toFixed(1);
print(
  `The work behind a failure, ${posts} posts: median ${at(0.5)} ms, p99 ${at(0.99)} ms, p99.9 ${at(0.999)} ms, longest ${at(1)} ms\n`,
);
const fast = atOnce.toSorted((one, other) => one - other);
print(
  `200 posts to a tenant that takes none, with the wait: median ${fast[100]?.toFixed(1)} ms, longest ${fast[199]?.toFixed(1)} ms\n`,
);
client.destroy();
dynamoDb.destroy();
server.closeAllConnections();
server.close();
await database.stop();
