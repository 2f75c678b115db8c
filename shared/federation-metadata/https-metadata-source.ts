import { type IncomingMessage, request as requestOverHttp } from 'node:http';
import { Agent, request as requestOverHttps } from 'node:https';
import {
  AddressNotPublic,
  answeringLookup,
  lookUpPublic,
  type Resolve,
  resolveBySystem,
} from '../http/public-lookup.ts';
import { maximumMetadataBytes } from './document-text.ts';
import { MetadataFetchError } from './metadata-fetch-error.ts';
import { type MetadataAddress, type MetadataHost, readMetadataUrl } from './metadata-host.ts';
import type { MetadataSource } from './metadata-source.ts';

/** Options for fetching metadata. */
export interface MetadataFetching {
  readonly hosts: readonly MetadataHost[];
  /** From the first packet to the last byte, in milliseconds. Default 10,000. */
  readonly timeoutMilliseconds?: number;
  /** Resolves a host name. Default: the system's resolver. */
  readonly resolve?: Resolve;
}

/**
 * Returns a source that fetches metadata over HTTPS from allowed hosts. It connects to the exact address that it
 * checked, so a name that resolves differently a moment later has no effect.
 */
export function httpsMetadataSource(fetching: MetadataFetching): MetadataSource {
  const { hosts, timeoutMilliseconds = 10_000, resolve = resolveBySystem } = fetching;
  const agent = new Agent({ keepAlive: true, minVersion: 'TLSv1.2' });
  return {
    async fetch(text) {
      const address = readMetadataUrl(text, hosts);
      const signal = AbortSignal.timeout(timeoutMilliseconds);
      try {
        const response = await send(address, { agent, resolve, signal });
        return await readBody(response, signal);
      } catch (error) {
        throw explained(error, signal, address);
      }
    },
  };
}

interface Sending {
  readonly agent: Agent;
  readonly resolve: Resolve;
  readonly signal: AbortSignal;
}

const headers = {
  accept: 'application/samlmetadata+xml, application/xml, text/xml',
  // A compressed document may be a thousand times as large as it appears.
  'accept-encoding': 'identity',
  'user-agent': 'latchkey',
};

function send({ url, host }: MetadataAddress, { agent, resolve, signal }: Sending): Promise<IncomingMessage> {
  return new Promise((resolveResponse, reject) => {
    const options = { method: 'GET', headers, signal };
    const request =
      host.loopback === undefined
        ? requestOverHttps(url, { ...options, agent, lookup: lookUpPublic(resolve) })
        : requestOverHttp(url, {
            ...options,
            lookup: answeringLookup([{ address: host.loopback, family: 4 }]),
          });
    request.once('response', resolveResponse);
    request.once('error', reject);
    request.end();
  });
}

async function readBody(response: IncomingMessage, signal: AbortSignal): Promise<Uint8Array> {
  try {
    refuseAnswer(response);
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of response) {
      signal.throwIfAborted();
      length += chunk.length;
      if (length > maximumMetadataBytes) throw tooLarge();
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    // The rest of a rejected response is not read, and its connection is not reused.
    if (!response.complete) response.destroy();
  }
}

function refuseAnswer({ statusCode = 0, headers: received }: IncomingMessage): void {
  if (statusCode >= 300 && statusCode < 400) {
    throw new MetadataFetchError('redirected', 'It leads to another address; hand over the one it ends at.');
  }
  if (statusCode !== 200) {
    throw new MetadataFetchError('status', `The directory answered with status ${statusCode}.`);
  }
  const encoding = received['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') {
    throw new MetadataFetchError('encoded', 'The directory compressed its answer without being asked to.');
  }
  if (Number(received['content-length'] ?? 0) > maximumMetadataBytes) throw tooLarge();
}

function tooLarge(): MetadataFetchError {
  return new MetadataFetchError('too-large', 'It is larger than 512 KiB, the most that Latchkey reads.');
}

function explained(error: unknown, signal: AbortSignal, { url }: MetadataAddress): unknown {
  if (error instanceof MetadataFetchError) return error;
  if (error instanceof AddressNotPublic) return new MetadataFetchError('address-not-public', error.message);
  if (signal.aborted) {
    return new MetadataFetchError('timeout', `${url.hostname} did not answer in time.`, { cause: error });
  }
  const reason = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return new MetadataFetchError('unreachable', `${url.hostname} could not be reached${reason}.`, {
    cause: error,
  });
}
