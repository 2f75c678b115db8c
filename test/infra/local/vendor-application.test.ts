import { createServer, request as dial, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createVendorApplication, type FetchedSession } from '../../../infra/local/vendor-application.ts';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import { gallery } from '../../fixtures/apps.ts';

/** Its Sign on URL is a page of the vendor's own; Latchkey begins a sign-in at an address with the tenant in its path. */
const inPath = {
  ...gallery.trakstar,
  signOnUrl: 'https://seculio.com/',
  paths: {
    'sign-on': ['/saml/acs/{tenant}/sign-on'],
    'assertion-consumer': ['/saml/acs/{tenant}'],
    metadata: ['/saml/{tenant}'],
    logout: ['/saml/acs/{tenant}/logout'],
    setup: ['/saml/acs/{tenant}/setup'],
  },
  queries: {},
} satisfies AppProfile;

const sites = [
  { app: gallery.timetrack, origin: 'http://{tenant}.timetrack.localhost:8080' },
  { app: gallery.trakstar, origin: 'http://perform.trakstar.localhost:8080' },
  { app: inPath, origin: 'http://seculio.localhost:8080' },
];
const signedIn: FetchedSession = {
  status: 200,
  body: JSON.stringify({
    app: 'timetrack',
    tenant: 'acme',
    user: { id: 'u1', signInName: 'b.simon@acme.example', displayName: 'B.<Simon>' },
    signedInAt: '2026-11-22T23:50:00.000Z',
    expiresAt: '2026-11-23T07:50:00.000Z',
  }),
};

let session: FetchedSession;
let asked: { readonly host: string; readonly cookie: string | undefined };
let server: Server;
beforeAll(async () => {
  const vendor = createVendorApplication({
    sites,
    fetchSession: async (host, cookie) => {
      asked = { host, cookie };
      return session;
    },
  });
  server = createServer((request, response) => void vendor(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());

/** Opens `path` at `host` as a browser would. */
function open(host: string, path: string, answer: FetchedSession, method = 'GET', destination = 'document') {
  session = answer;
  const { port } = server.address() as AddressInfo;
  const headers = { host: `${host}:8080`, cookie: 'a=b', 'sec-fetch-dest': destination };
  return new Promise<{ status: number; headers: IncomingMessage['headers']; text: string }>(
    (resolve, reject) => {
      const request = dial({ host: '127.0.0.1', port, path, method, headers }, async (response) => {
        let text = '';
        for await (const chunk of response.setEncoding('utf8')) text += chunk;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
      request.on('error', reject).end();
    },
  );
}

const nobody: FetchedSession = { status: 401, body: '{}' };

describe('The stand-in for the vendor’s application', () => {
  it('asks Latchkey who is there and shows where one landed and as whom', async () => {
    const { status, text } = await open('acme.timetrack.localhost', '/reports/7?a=1', signedIn);
    expect(asked).toEqual({ host: 'acme.timetrack.localhost:8080', cookie: 'a=b' });
    expect(status).toBe(200);
    expect(text).toContain('You landed on <code>/reports/7?a=1</code>');
    expect(text).toContain('B.&lt;Simon&gt;');
    expect(text).toContain('<form method="post" action="/sign-out">');
    expect(text).toContain('A stand-in for the vendor');
    expect(text).not.toContain('Configure');
  });

  it('leads an administrator to the set-up page of their tenant, and no one else', async () => {
    const body = JSON.parse(signedIn.body);
    const administrator = {
      ...signedIn,
      body: JSON.stringify({ ...body, user: { ...body.user, administrator: true } }),
    };
    const { text } = await open('acme.timetrack.localhost', '/', administrator);
    expect(text).toContain('Authentication &amp; SSO › SAML 2.0 ›');
    expect(text).toMatch(
      /<a href="http:\/\/acme\.timetrack\.localhost:8080\/api\/v2\/azure\/setup">Configure<\/a>/,
    );
  });

  it.each([
    [
      'acme.timetrack.localhost',
      '/reports/7',
      'http://acme.timetrack.localhost:8080/?returnTo=%2Freports%2F7',
    ],
    [
      'perform.trakstar.localhost',
      '/goals?namespace=acme',
      'http://perform.trakstar.localhost:8080/auth/saml/?namespace=acme&returnTo=%2Fgoals%3Fnamespace%3Dacme',
    ],
    [
      'perform.trakstar.localhost',
      '/goals',
      'http://perform.trakstar.localhost:8080/auth/saml/?returnTo=%2Fgoals',
    ],
  ])('sends whoever is not signed in from %s%s to the sign-on URL', async (host, path, location) => {
    const answer = await open(host, path, nobody);
    expect([answer.status, answer.headers.location]).toEqual([303, location]);
  });

  it('asks for the customer where its own Sign on page names none, and leads to where a sign-in begins', async () => {
    const nobody: FetchedSession = { status: 401, body: '' };
    for (const path of ['/', '/reports/7', '/?returnTo=%2Freports%2F7']) {
      const { status, headers, text } = await open('seculio.localhost', path, nobody);
      expect([path, status, headers.location]).toEqual([path, 200, undefined]);
      expect(text).toContain(`name="returnTo" value="${path === '/' ? '/' : '/reports/7'}"`);
    }
    const entered = await open('seculio.localhost', '/?customer=Acme&returnTo=%2Freports%2F7', nobody);
    expect([entered.status, entered.headers.location]).toEqual([
      303,
      'http://seculio.localhost:8080/saml/acs/acme/sign-on?returnTo=%2Freports%2F7',
    ]);
  });

  it('starts no sign-in for an image or a script', async () => {
    const answer = await open('acme.timetrack.localhost', '/favicon.ico', nobody, 'GET', 'image');
    expect(answer.status).toBe(401);
  });

  it.each([
    ['a host that no app has', 'other.localhost', '/'],
    ['a tenant that cannot be', '-.timetrack.localhost', '/x'],
    ['two tenants', 'perform.trakstar.localhost', '/x?namespace=a&namespace=b'],
  ])('has nothing at %s', async (_what, host, path) => {
    expect((await open(host, path, signedIn)).status).toBe(404);
  });

  it('can only be looked at', async () => {
    const answer = await open('acme.timetrack.localhost', '/reports/7', signedIn, 'DELETE');
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  it.each([
    ['fails', { status: 500, body: '' }],
    ['says what it never promised', { status: 200, body: '{"user":1}' }],
    ['says no JSON', { status: 200, body: 'yes' }],
  ])('believes nothing where Latchkey %s', async (_what, answer) => {
    expect((await open('acme.timetrack.localhost', '/x', answer)).status).toBe(502);
  });
});
