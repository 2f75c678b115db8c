import { constants, createPublicKey, generateKeyPair, type KeyObject, privateEncrypt } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import type { KeyId, KeyPurpose } from '../../shared/keys/key-ids.ts';
import { unwrapBy } from '../../shared/keys/local-keys.ts';

/** The keys of the local run, by what they are for: one each. */
export const localKeyIds: Readonly<Record<KeyPurpose, KeyId>> = {
  decryption: 'alias/latchkey-local-decryption',
  requestSigning: 'alias/latchkey-local-request-signing',
  tokenSigning: 'alias/latchkey-local-token-signing',
};

const generateKeys = promisify(generateKeyPair);

/** New RSA-2048 keys under {@link localKeyIds}; they live and die with the process. */
export function generateLocalKeys(): ReadonlyMap<KeyId, Promise<KeyObject>> {
  const made = Object.values(localKeyIds).map((id) => {
    const key = generateKeys('rsa', { modulusLength: 2048 }).then(({ privateKey }) => privateKey);
    return [id, key] as const;
  });
  return new Map(made);
}

const targetPrefix = 'TrentService.';

/** Whether a request is for KMS, and not for DynamoDB, which stands at the same address. */
export function isForKms({ headers }: IncomingMessage): boolean {
  return String(headers['x-amz-target']).startsWith(targetPrefix);
}

type Input = Readonly<Record<string, string>>;

/** A refusal in KMS's own name. */
class KmsError extends Error {}

/** DigestInfo of a SHA-256 (RFC 8017 9.2, note 1): what stands before the digest that is signed. */
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');

const operations: Readonly<
  Record<string, (key: KeyObject, input: Input) => Readonly<Record<string, string>>>
> = {
  GetPublicKey: (key) => ({
    PublicKey: base64(createPublicKey(key).export({ type: 'spki', format: 'der' })),
  }),
  Decrypt: (key, { CiphertextBlob = '', EncryptionAlgorithm }) => {
    const hash = EncryptionAlgorithm === 'RSAES_OAEP_SHA_1' ? 'sha1' : 'sha256';
    const plaintext = unwrapBy(key, { hash, octets: Buffer.from(CiphertextBlob, 'base64') });
    if (plaintext === undefined) throw new KmsError('InvalidCiphertextException');
    return { Plaintext: base64(plaintext) };
  },
  Sign: (key, { Message = '', MessageType }) => {
    const digest = Buffer.from(Message, 'base64');
    if (MessageType !== 'DIGEST' || digest.length !== 32) throw new KmsError('ValidationException');
    const padding = constants.RSA_PKCS1_PADDING;
    return {
      Signature: base64(privateEncrypt({ key, padding }, Buffer.concat([digestInfo, digest]))),
    };
  },
};

/**
 * As much of AWS KMS as Latchkey asks for, over its own protocol, so that one machine runs the code of a
 * deployment: GetPublicKey, Decrypt and Sign with RSA keys.
 */
export function createEmbeddedKms(keys: ReadonlyMap<KeyId, Promise<KeyObject> | KeyObject>) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const operation = String(request.headers['x-amz-target']).slice(targetPrefix.length);
    let status = 200;
    let answer: Readonly<Record<string, string>>;
    try {
      const input: Input = JSON.parse(await textOf(request));
      const key = await keys.get(input['KeyId'] ?? '');
      const perform = operations[operation];
      if (perform === undefined) throw new KmsError('UnknownOperationException');
      if (key === undefined) throw new KmsError('NotFoundException');
      answer = { ...perform(key, input), KeyId: input['KeyId'] ?? '' };
    } catch (error) {
      status = error instanceof KmsError ? 400 : 500;
      answer = { __type: error instanceof KmsError ? error.message : 'KMSInternalException' };
    }
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answer));
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function base64(octets: Uint8Array): string {
  return Buffer.from(octets).toString('base64');
}
