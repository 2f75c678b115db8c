import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import {
  httpsMetadataSource,
  type MetadataFetching,
} from '../../shared/federation-metadata/https-metadata-source.ts';
import { microsoftLoginHosts } from '../../shared/federation-metadata/metadata-host.ts';

const running: Server[] = [];

afterEach(async () => {
  for (const server of running.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A directory on this machine that answers as `answer` does, and a source that may ask it. */
async function directory(answer: RequestListener, more: Partial<MetadataFetching> = {}) {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.headers.host} ${request.url}`);
    answer(request, response);
  });
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const hosts = [{ name: 'entra.localhost', port, loopback: '127.0.0.1' } as const];
  const source = httpsMetadataSource({ hosts, timeoutMilliseconds: 2_000, ...more });
  return { requests, port, fetch: () => source.fetch(`http://entra.localhost:${port}/metadata?appid=7`) };
}

const fetching = (fetch: () => Promise<unknown>) =>
  fetch().then(
    () => 'fetched',
    (error: { code?: string }) => error.code,
  );

describe('fetching metadata', () => {
  it('gives the bytes that the directory answers, by one request', async () => {
    const { fetch, requests, port } = await directory((_, response) => response.end('<EntityDescriptor/>'));
    expect(Buffer.from(await fetch()).toString()).toBe('<EntityDescriptor/>');
    expect(requests).toEqual([`GET entra.localhost:${port} /metadata?appid=7`]);
  });

  it('asks for nothing compressed, and says who asks', async () => {
    const { fetch } = await directory(({ headers }, response) => response.end(JSON.stringify(headers)));
    expect(JSON.parse(Buffer.from(await fetch()).toString())).toMatchObject({
      'accept-encoding': 'identity',
      'user-agent': 'latchkey',
    });
  });

  it.each<[string, RequestListener, string]>([
    [
      'a redirect',
      (_, response) => response.writeHead(302, { location: 'http://127.0.0.1/' }).end(),
      'redirected',
    ],
    ['not found', (_, response) => response.writeHead(404).end('gone'), 'status'],
    ['a fault', (_, response) => response.writeHead(500).end(), 'status'],
    ['nothing', (request) => request.socket.destroy(), 'unreachable'],
    [
      'a length that is too large',
      (_, response) => response.writeHead(200, { 'content-length': 100 * 1024 * 1024 }).write('<a'),
      'too-large',
    ],
    ['a body that does not end', (_, response) => endless(response), 'too-large'],
    [
      'something compressed',
      (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
      'encoded',
    ],
    [
      'half of it',
      ({ socket }, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('<a');
        setTimeout(() => socket.destroy(), 50);
      },
      'unreachable',
    ],
  ])('is refused where it answers %s', async (_, answer, code) => {
    const { fetch, requests } = await directory(answer);
    expect(await fetching(fetch)).toBe(code);
    expect(requests).toHaveLength(1);
  });

  it.each<[string, RequestListener]>([
    ['never answers', () => {}],
    ['sends a byte now and then', (_, response) => void setInterval(() => response.write('a'), 40).unref()],
  ])('gives up in time where the directory %s', async (_, answer) => {
    const { fetch } = await directory(answer, { timeoutMilliseconds: 150 });
    expect(await fetching(fetch)).toBe('timeout');
  });

  it.each([[['10.0.0.1']], [['127.0.0.1']], [['20.190.128.1', '169.254.169.254']], [['::ffff:127.0.0.1']]])(
    'connects to none of %s',
    async (addresses) => {
      const source = httpsMetadataSource({
        hosts: microsoftLoginHosts,
        resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      });
      const fetch = () => source.fetch('https://login.microsoftonline.com/x/federationmetadata.xml');
      expect(await fetching(fetch)).toBe('address-not-public');
    },
  );

  it('says of a name that leads nowhere that it could not be reached', async () => {
    const source = httpsMetadataSource({
      hosts: microsoftLoginHosts,
      resolve: async () => {
        throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
      },
    });
    const fetch = () => source.fetch('https://login.microsoftonline.com/x/federationmetadata.xml');
    await expect(fetch()).rejects.toMatchObject({
      code: 'unreachable',
      message: 'login.microsoftonline.com could not be reached (ENOTFOUND).',
      mayPass: true,
    });
  });
});

function endless(response: Parameters<RequestListener>[1]): void {
  const more = () => {
    while (!response.destroyed && response.write('a'.repeat(65_536)));
  };
  response.on('drain', more);
  more();
}
