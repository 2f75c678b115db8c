import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { facts } from '../fixtures/facts.ts';
import { formBody } from '../fixtures/post.ts';
import { freePort } from '../set-up/free-port.ts';
import { addCustomer, begin, type Customer } from './customer.ts';
import { dial } from './dial.ts';
import { startExpressExample } from './express-example.ts';
import { startAndFail } from './failed-start.ts';
import { useLatchkey } from './running.ts';

const appPort = await freePort();
const latchkey = await useLatchkey('off', `http://127.0.0.1:${appPort}`);

let end = async () => {};
afterEach(async () => {
  await end();
  end = async () => {};
});

/** Puts an application of the test behind Latchkey. */
async function serve(listener: Parameters<typeof createServer>[1], upgrade?: (socket: Socket) => void) {
  const server: Server = createServer(listener);
  if (upgrade !== undefined) server.on('upgrade', (_, socket) => upgrade(socket as Socket));
  server.listen(appPort, '127.0.0.1');
  await once(server, 'listening');
  end = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
}

let customer: Customer;
beforeAll(async () => {
  customer = await addCustomer(latchkey, 'timetrack', 'initech');
});

describe('an Express application behind the local run', () => {
  it('sends a person to sign in, and greets them at the page that they opened', async () => {
    end = await startExpressExample(appPort, latchkey.port);
    const deepLink = customer.at('/reports/7?x=1&y=2');
    const sent = await dial(deepLink);
    expect([sent.status, sent.headers.location]).toEqual([303, '/?returnTo=%2Freports%2F7%3Fx%3D1%26y%3D2']);

    const { requestId, cookies } = await begin(new URL(sent.headers.location ?? '', deepLink).href);
    const form = formBody(customer.message(requestId));
    const signedIn = await dial(customer.urls.replyUrl, { form, cookies });
    expect(new URL(signedIn.headers.location ?? '', deepLink).href).toBe(deepLink);

    const greeted = await dial(deepLink, { cookies: signedIn.cookies });
    expect([greeted.status, greeted.body]).toEqual([
      200,
      `Hello ${facts.displayName} of initech, at /reports/7?x=1&y=2\n`,
    ]);
    const signOut = { method: 'POST', cookies: signedIn.cookies } as const;
    expect((await dial(customer.at('/sign-out'), signOut)).status).toBe(200);
    expect((await dial(deepLink, { cookies: signedIn.cookies })).status).toBe(303);
  });
});

describe('an application behind the local run', () => {
  it('gets host, cookies, body and method as the browser sent them, and answers with its own cookies', async () => {
    await serve((asked, answer) => {
      const { method, url, headers } = asked;
      let body = '';
      asked.on('data', (text) => {
        body += String(text);
      });
      asked.on('end', () => {
        answer.writeHead(201, { 'set-cookie': ['one=1; Path=/', 'two=2; Path=/'], 'x-of-the-app': 'yes' });
        answer.end(JSON.stringify({ method, url, host: headers.host, cookie: headers.cookie, body }));
      });
    });
    const url = customer.at('/reports?page=2');
    const heard = await dial(url, { method: 'PUT', form: 'a=b', cookies: ['mine=3', '__Host-session=x'] });
    expect([heard.status, heard.headers['x-of-the-app'], heard.cookies]).toEqual([
      201,
      'yes',
      ['one=1', 'two=2'],
    ]);
    expect(JSON.parse(heard.body)).toEqual({
      method: 'PUT',
      url: '/reports?page=2',
      host: new URL(url).host,
      cookie: 'mine=3; __Host-session=x',
      body: 'a=b',
    });
  });

  it('gets no path of Latchkey, with or without its slash, and none at another host', async () => {
    await serve((_, answer) => answer.end('the application'));
    const bodyAt = async (url: string) => (await dial(url)).body;
    expect(await bodyAt(customer.at('/reports/7'))).toBe('the application');
    expect(await bodyAt(latchkey.trakstar('/'))).toBe('the application');
    for (const path of [
      '/',
      '/api/v2/azure/saml20',
      '/api/v2/azure/setup',
      '/session',
      '/welcome',
      '/healthz',
    ]) {
      expect(await bodyAt(customer.at(path)), path).not.toBe('the application');
    }
    for (const path of ['/auth/saml/', '/auth/saml', '/auth/saml/callback', '/auth/saml/callback/']) {
      expect(await bodyAt(latchkey.trakstar(path)), path).not.toBe('the application');
    }
    expect(await bodyAt(`http://127.0.0.1:${latchkey.port}/reports/7`)).not.toBe('the application');
    expect(await bodyAt(`http://elsewhere.localhost:${latchkey.port}/`)).not.toBe('the application');
  });

  it('streams: the first part of an answer arrives before the last one is written', async () => {
    let finish = () => {};
    await serve((_, answer) => {
      answer.writeHead(200, { 'content-type': 'text/event-stream' });
      answer.write('data: first\n\n');
      finish = () => answer.end('data: last\n\n');
    });
    const { host, port } = new URL(customer.at('/events'));
    const answer = await new Promise<IncomingMessage>((resolve) => {
      request({ host: '127.0.0.1', port, path: '/events', headers: { host } }, resolve).end();
    });
    const parts: string[] = [];
    for await (const part of answer) {
      parts.push(String(part));
      finish();
    }
    expect(parts).toEqual(['data: first\n\n', 'data: last\n\n']);
  });

  it.each([
    ['the application’s paths', '/socket', /^HTTP\/1\.1 101 .*echo: hello$/s],
    ['no path of Latchkey', '/session', /^HTTP\/1\.1 404 /],
  ])('gets WebSockets at %s', async (_, path, expected) => {
    await serve(
      (_asked, answer) => answer.end(),
      (socket) => {
        socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n');
        socket.once('data', (data) => socket.end(`echo: ${String(data)}`));
      },
    );
    const { host } = new URL(customer.at(path));
    const heard = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(latchkey.port, '127.0.0.1', () => {
        socket.write(
          `GET ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`,
        );
      });
      socket.on('data', (data) => {
        const isFirst = text === '';
        text += String(data);
        if (isFirst && text.startsWith('HTTP/1.1 101')) socket.write('hello');
      });
      socket.once('error', reject).once('close', () => resolve(text));
    });
    expect(heard).toMatch(expected);
  });

  it('that does not answer is said so, with its address, and Latchkey goes on', async () => {
    const { status, body, headers } = await dial(customer.at('/reports/7'));
    expect([status, headers['content-type']]).toEqual([502, 'text/html; charset=utf-8']);
    expect(body).toContain('Your application does not answer');
    expect(body).toContain(`http://127.0.0.1:${appPort}`);
    expect(body).toContain('ECONNREFUSED');
    expect(body).not.toContain('A stand-in for');
    expect((await dial(customer.at('/healthz'))).status).toBe(200);
  });

  it('that ends in the middle of an answer ends it for the browser too', async () => {
    await serve((_, answer) => {
      answer.writeHead(200, { 'content-length': '100' });
      answer.write('half');
      setTimeout(() => answer.destroy(), 50);
    });
    await expect(dial(customer.at('/reports/7'))).rejects.toThrow();
    expect((await dial(customer.at('/healthz'))).status).toBe(200);
  });
});

it('npm start says where every other path goes', () => {
  expect(latchkey.process().printed()).toContain(
    `Every path that is not Latchkey's goes to http://127.0.0.1:${appPort}.`,
  );
});

describe('npm start with a wrong option', () => {
  it.concurrent.each([
    ['--app here', /^latchkey: --app must be an http or https address without a path: npm start -- --app/],
    ['--app http://127.0.0.1:3000/path', /without a path/],
    ['--app http://localhost:8080', /must be another port than Latchkey's own/],
    ['--application http://127.0.0.1:3000', /Unknown option '--application'/],
    ['more', /The one option is --app/],
  ])('%s says so in one line and ends with 1', async (words, line) => {
    const { exitCode, stdout, stderr } = await startAndFail({ PORT: '8080' }, words.split(' '));
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(line);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
