import { beforeAll, describe, expect, it } from 'vitest';
import { addCustomer } from './customer.ts';
import { dial, withoutTrace } from './dial.ts';
import { useLatchkey } from './running.ts';

const latchkey = await useLatchkey('off');
const { timetrack, trakstar, port } = latchkey;

beforeAll(async () => {
  const { operate } = latchkey.process();
  await Promise.all([
    addCustomer(latchkey, 'timetrack', 'acme'),
    addCustomer(latchkey, 'timetrack', 'closed').then(() =>
      operate('tenant', 'disable', 'timetrack', 'closed'),
    ),
    addCustomer(latchkey, 'trakstar', 'closed').then(() =>
      operate('tenant', 'disable', 'trakstar', 'closed'),
    ),
  ]);
});

const elsewhere = (host: string, path = '/') => `http://${host}:${port}${path}`;

const nowhere: readonly (readonly [what: string, url: string])[] = [
  ['a host that nobody has', elsewhere('nowhere.localhost')],
  ['the simulated Entra, which is off', elsewhere('entra.localhost')],
  ['the host above the tenants', elsewhere('timetrack.localhost')],
  ['a host below a tenant', elsewhere('www.acme.timetrack.localhost')],
  ['another host of Trakstar', elsewhere('other.trakstar.localhost')],
  ['the machine itself, at another path than its home', elsewhere('127.0.0.1', '/nothing')],
  ['a tenant that does not exist', timetrack('globex')],
  ['a tenant that cannot be', timetrack('-acme')],
  ['a tenant with a foreign character', timetrack('ac_me')],
  ['a disabled tenant', timetrack('closed')],
  ['metadata of a tenant that does not exist', timetrack('globex', '/api/v2/azure/saml20')],
  ['metadata of a disabled tenant', timetrack('closed', '/api/v2/azure/saml20')],
  ['logout of a tenant that cannot be', timetrack('-acme', '/api/v2/azure/logout')],
  ['a namespace that does not exist', trakstar('/auth/saml/?namespace=globex')],
  ['a namespace that is disabled', trakstar('/auth/saml/?namespace=closed')],
  ['a namespace in capitals', trakstar('/auth/saml/?namespace=ACME')],
  ['a doubled namespace', trakstar('/auth/saml/?namespace=closed&namespace=closed')],
  ['a path for a namespace', trakstar('/auth/saml/?namespace=..%2F')],
  ['a NUL for a namespace', trakstar('/auth/saml/?namespace=%00')],
  ['a broken escape for a namespace', trakstar('/auth/saml/?namespace=%E0%A4%A')],
  ['__proto__ for a namespace', trakstar('/auth/saml/?namespace=__proto__')],
  ['a namespace of 10 kB', trakstar(`/auth/saml/?namespace=${'a'.repeat(10_000)}`)],
  ['metadata without a namespace', trakstar('/auth/saml/metadata')],
];

/** Where nothing is, by the name on the page: that of the app whose host it is, or none. */
const emptyAddresses: Readonly<Record<string, string>> = {
  'Sign-in': elsewhere('nowhere.localhost'),
  TimeTrack: timetrack('globex'),
  Trakstar: trakstar('/auth/saml/?namespace=globex'),
};

describe('an address where there is nothing', () => {
  it.each(nowhere)('is answered like every other: %s', async (_, url) => {
    const answer = withoutTrace(await dial(url));
    // The page may say whose host it is, and nothing of its tenants.
    const [, name = ''] = /<title>.* – (.*)<\/title>/.exec(answer.body) ?? [];
    expect(name === 'Sign-in' || url.includes(`.${name.toLowerCase()}.`)).toBe(true);
    expect(answer).toEqual(withoutTrace(await dial(emptyAddresses[name] ?? expect.unreachable(name))));
    expect([answer.status, answer.headers['set-cookie']]).toEqual([404, undefined]);
  });

  it('is not answered so at the address of a tenant', async () => {
    const { status, headers } = await dial(timetrack('acme'));
    expect([status, headers.location]).toEqual([303, expect.stringMatching(/^https:\/\/login\./)]);
  });
});

describe('a path beside those of the article', () => {
  it.each([
    ['unknown', timetrack('acme', '/api/v2/azure/nothing')],
    ['in capitals', timetrack('acme', '/api/v2/azure/SAML20')],
    ['of the other app', timetrack('acme', '/auth/saml/callback')],
  ])('%s belongs to the application, which begins a sign-in that returns there', async (_, url) => {
    const { status, headers } = await dial(url);
    const { pathname } = new URL(url);
    expect([status, headers.location]).toEqual([
      303,
      `${timetrack('acme')}?${new URLSearchParams({ returnTo: pathname })}`,
    ]);
  });

  it.each([
    timetrack('acme', '/api/v2/azure/saml20/'),
    elsewhere('nowhere.localhost', '/auth/saml/callback/'),
  ])('with a slash more leads to the one without it: %s', async (url) => {
    const { status, headers } = await dial(url);
    expect([status, headers.location]).toEqual([307, new URL(url).pathname.slice(0, -1)]);
  });
});

describe('the machine itself', () => {
  it.each(['127.0.0.1', 'localhost'])('%s has the home page of an empty local run', async (host) => {
    const { status, body } = await dial(elsewhere(host));
    expect([status, body]).toEqual([200, expect.stringContaining('empty tables')]);
    expect(body).not.toContain('href="http');
    expect(body).toContain('npx latchkey --local tenant add');
  });

  it.each(['POST', 'PUT', 'DELETE'])('takes no %s there', async (method) => {
    expect((await dial(elsewhere('localhost'), { method })).status).toBe(404);
  });
});

describe('the ACS', () => {
  const methods = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'];
  it.each(methods)('takes no %s, whether or not there is such a tenant', async (method) => {
    for (const tenant of ['acme', 'globex', 'closed']) {
      for (const url of [
        timetrack(tenant, '/api/v2/azure/callback'),
        trakstar(`/auth/saml/callback?namespace=${tenant}`),
      ]) {
        const { status, headers } = await dial(url, { method });
        expect([url, status, headers.allow]).toEqual([url, 405, 'POST']);
        expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
      }
    }
  });
});

describe('what programs ask', () => {
  it.each(['/session', '/healthz', '/readyz'])(
    '%s answers every other method with 405 in JSON',
    async (path) => {
      const hosts = [timetrack('acme', path), trakstar(path), elsewhere('nowhere.localhost', path)];
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        for (const url of hosts) {
          const { status, headers, body } = await dial(url, { method });
          expect([url, status, headers.allow]).toEqual([url, 405, 'GET, HEAD']);
          expect(headers).toMatchObject({
            'cache-control': 'no-store',
            'content-type': 'application/problem+json',
          });
          expect(JSON.parse(body)).toMatchObject({ error: 'method-not-allowed', status: 405 });
        }
      }
    },
  );
});

describe('every app’s host', () => {
  it.each([
    ...[timetrack('acme', '/healthz'), trakstar('/healthz'), timetrack('globex', '/healthz')],
    ...['127.0.0.1', 'localhost', 'nowhere.localhost', 'timetrack.localhost'].map((host) =>
      elsewhere(host, '/healthz'),
    ),
  ])('is well: %s', async (url) => {
    const { status, body } = await dial(url);
    expect([status, body]).toEqual([200, 'ok\n']);
  });

  it('has the stand-in for the vendor’s application at every other path, which sends to sign-on', async () => {
    const { status, headers } = await dial(timetrack('acme', '/reports/7'));
    expect([status, headers.location]).toEqual([303, timetrack('acme', '/?returnTo=%2Freports%2F7')]);
  });

  it('asks for the namespace where the address has none', async () => {
    const { status, body } = await dial(trakstar('/auth/saml'));
    expect([status, body]).toEqual([200, expect.stringContaining('name="namespace"')]);
  });
});
