import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { DecryptCommand, GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { localDecryptionKeys } from '../../shared/keys/local-keys.ts';
import type { TableNames } from '../../shared/store/tables.ts';
import { signingKey } from '../fixtures/keys.ts';

/** What a function did: `tenants GetItem`, `flows/by-user Query`, `key Decrypt`. */
export type Calls = Set<string>;

/** Writes down every operation of `client`, as the permission that AWS would ask for. */
export function recordTables(client: DynamoDBClient, names: TableNames, calls: Calls): DynamoDBClient {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        const { TableName, IndexName, RequestItems } = args.input as {
          readonly TableName?: string;
          readonly IndexName?: string;
          readonly RequestItems?: Readonly<Record<string, unknown>>;
        };
        for (const name of [TableName ?? [], Object.keys(RequestItems ?? {})].flat()) {
          const table = name === names.tenants ? 'tenants' : 'flows';
          calls.add(
            `${table}${IndexName === undefined ? '' : `/${IndexName}`} ${commandName.replace('Command', '')}`,
          );
        }
        return next(args);
      },
    { step: 'initialize' },
  );
  return client;
}

/** Answers for KMS, with the key of `signingKey({ name: 'decryption' })`, and writes down what was asked. */
export function standInForKms(client: KMSClient, calls: Calls): KMSClient {
  const keys = localDecryptionKeys(new Map([['stand-in', signingKey({ name: 'decryption' }).privateKey]]));
  client.middlewareStack.add(
    (_, { commandName = '' }) =>
      async (args) => {
        calls.add(`key ${commandName.replace('Command', '')}`);
        return {
          response: undefined,
          output: { ...(await answerTo(commandName, args.input)), $metadata: {} },
        };
      },
    { step: 'initialize', priority: 'low' },
  );
  const answerTo = async (commandName: string, input: object) => {
    if (commandName === SignCommand.name) return { Signature: new Uint8Array(256) };
    if (commandName === GetPublicKeyCommand.name) {
      const { publicKey } = signingKey({ name: 'decryption' });
      return { PublicKey: publicKey.export({ type: 'spki', format: 'der' }) };
    }
    if (commandName !== DecryptCommand.name) throw new Error(`Nobody stands in for ${commandName}`);
    const { CiphertextBlob, EncryptionAlgorithm } = input as {
      readonly CiphertextBlob: Uint8Array;
      readonly EncryptionAlgorithm: string;
    };
    const hash = EncryptionAlgorithm.endsWith('SHA_1') ? 'sha1' : 'sha256';
    const [Plaintext] = await keys.unwrap({ hash, octets: CiphertextBlob });
    return { Plaintext };
  };
  return client;
}

/** Answers for SQS and EventBridge, and writes down what was asked. */
export function standInForEvents<Client extends SQSClient | EventBridgeClient>(
  client: Client,
  calls: Calls,
  queue = 'queue',
): Client {
  const called: Readonly<Record<string, string>> = {
    SendMessageBatchCommand: `${queue} SendMessage`,
    PutEventsCommand: 'bus PutEvents',
  };
  (client as SQSClient).middlewareStack.add(
    (_, { commandName = '' }) =>
      async () => {
        calls.add(called[commandName] ?? commandName);
        return { response: undefined, output: { $metadata: {}, Successful: [], Failed: [] } };
      },
    { step: 'initialize', priority: 'low' },
  );
  return client;
}
