import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { dial } from './dial.ts';
import { useLatchkey } from './running.ts';

const latchkey = await useLatchkey('on');
const { port } = latchkey;
const host = `Host: acme.timetrack.localhost:${port}\r\n`;
const entra = `Host: entra.localhost:${port}\r\n`;
const megabyte = 'a'.repeat(1_000_000);
const callback = `POST /api/v2/azure/callback HTTP/1.1\r\n${host}`;
const form = 'Content-Type: application/x-www-form-urlencoded\r\n';

/** Sends these bytes, and hears the status of the first answer; undefined where the connection is closed without. */
function send(chunks: readonly string[], patienceMillis = 5_000): Promise<number | undefined> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => {
      for (const chunk of chunks) socket.write(chunk);
    });
    const status = () => /^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1];
    socket.setTimeout(patienceMillis, () => socket.destroy());
    socket.on('data', (bytes) => {
      heard += bytes.toString('latin1');
      if (status() !== undefined) socket.destroy();
    });
    // A server that has heard enough resets the connection.
    socket.on('error', () => {});
    socket.on('close', () => resolve(status() === undefined ? undefined : Number(status())));
  });
}

/** A request, and the body that is written behind it piece by piece. */
type Hostile = readonly [
  what: string,
  expected: number | undefined,
  request: string,
  ...body: readonly (readonly string[])[],
];

const requests: readonly Hostile[] = [
  ['no Host', 400, 'GET /healthz HTTP/1.1\r\n\r\n'],
  ['no Host in HTTP/1.0', 404, 'GET /session HTTP/1.0\r\n\r\n'],
  ['an empty Host', 404, 'GET /session HTTP/1.1\r\nHost:\r\n\r\n'],
  ['a Host that is none', 404, 'GET /session HTTP/1.1\r\nHost: [::1]:80:80\r\n\r\n'],
  ['a Host with an escape', 404, 'GET / HTTP/1.1\r\nHost: %00.timetrack.localhost\r\n\r\n'],
  ['no HTTP', 400, '\0\x01\x02 garbage\r\n\r\n'],
  ['a broken escape in the path', 303, `GET /%E0%A4%A HTTP/1.1\r\n${host}\r\n`],
  ['broken escapes in the query', 303, `GET /x?%=%&%ff HTTP/1.1\r\n${host}\r\n`],
  ['a broken escape in returnTo', 400, `GET /?returnTo=%E0%A4%A HTTP/1.1\r\n${host}\r\n`],
  ['broken escapes for the directory', 404, `GET /%ff?%=%&%ff HTTP/1.1\r\n${entra}\r\n`],
  ['an absolute URL of another host', 303, `GET http://evil.example/x HTTP/1.1\r\n${host}\r\n`],
  ['OPTIONS *', 405, `OPTIONS * HTTP/1.1\r\n${host}\r\n`],
  ['CONNECT', undefined, `CONNECT evil.example:443 HTTP/1.1\r\n${host}\r\n`],
  ['an upgrade', 303, `GET / HTTP/1.1\r\n${host}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`],
  ['headers of 20 kB', 431, `GET / HTTP/1.1\r\n${host}X: ${'a'.repeat(20_000)}\r\n\r\n`],
  ['two lengths', 400, `${callback}Content-Length: 3\r\nContent-Length: 4\r\n\r\na=b`],
  ['a length and chunks', 400, `${callback}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
  ['two media types', 415, `${callback}${form}Content-Type: text/plain\r\nContent-Length: 3\r\n\r\na=b`],
  ['cookies that are none', 303, `GET /x HTTP/1.1\r\n${host}Cookie: __Host-session=%; a; ;;=;\r\n\r\n`],
  ['9 MB', 413, `${callback}${form}Content-Length: 9000000\r\n\r\n`, Array(9).fill(megabyte)],
  ['12 MB', 413, `${callback}${form}Content-Length: 12000000\r\n\r\n`, Array(12).fill(megabyte)],
  [
    '12 MB in chunks',
    413,
    `${callback}${form}Transfer-Encoding: chunked\r\n\r\n`,
    Array(12).fill(`F4240\r\n${megabyte}\r\n`),
  ],
];

describe('npm start survives', () => {
  afterEach(async () => {
    expect((await dial(latchkey.timetrack('acme', '/healthz'))).status).toBe(200);
  });

  it.each(requests.map(([what, expected, ...pieces]) => ({ what, expected, pieces: pieces.flat() })))(
    '$what',
    async ({ expected, pieces }) => {
      expect(await send(pieces)).toBe(expected);
    },
  );

  it('a body that never ends, and whoever leaves in its middle', async () => {
    const beginning = `${callback}${form}Content-Length: 30\r\n\r\n`;
    const unfinished = Array.from({ length: 50 }, () => send([beginning, 'a'], 300));
    expect(new Set(await Promise.all(unfinished))).toEqual(new Set([undefined]));
  });
});
