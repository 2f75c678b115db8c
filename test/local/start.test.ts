import { describe, expect, it } from 'vitest';
import { dial } from './dial.ts';
import { answers, listenersOf, otherAddresses } from './listeners.ts';
import { useLatchkey } from './running.ts';

const latchkey = await useLatchkey('on');
const { port, dynamoDbPort } = latchkey;

describe('npm start', () => {
  it('prints what to open, a line each and without colour into a pipe, and nothing else', async () => {
    const rows = [
      ['Home', `http://localhost:${port}/`, 'what is here'],
      ['TimeTrack', `http://acme.timetrack.localhost:${port}/`, 'of Acme; also globex'],
      [
        'Trakstar',
        `http://perform.trakstar.localhost:${port}/auth/saml/?namespace=acme`,
        'of Acme; also globex',
      ],
      ['My Apps', `http://entra.localhost:${port}/myapps`, 'where people start'],
      ['Admin center', `http://entra.localhost:${port}/portal`, 'where their admin works'],
    ] as const;
    const width = Math.max(...rows.map(([, url]) => url.length));
    const lines = rows.map(([name, url, what]) => `  ${name.padEnd(13)} ${url.padEnd(width)}  ${what}`);
    expect(
      latchkey
        .process()
        .printed()
        .split('\n{')[0]
        ?.replace(/client_secret \S{43}/g, 'client_secret …'),
    ).toBe(`Latchkey is ready on 127.0.0.1:${port}, its DynamoDB on 127.0.0.1:${dynamoDbPort}. Ctrl+C ends both.

${lines.join('\n')}

OpenID Connect, with the redirect URI http://localhost:3000/callback:
  issuer http://login.timetrack.localhost:${port}  client_id local-timetrack  client_secret …
  issuer http://perform.trakstar.localhost:${port}  client_id local-trakstar  client_secret …

Sign in as B.Simon. The tour: docs/tour.md

`);
  });

  it.each([
    ['timetrack', 'login.timetrack.localhost'],
    ['trakstar', 'perform.trakstar.localhost'],
  ])('answers at the issuer of %s that it prints, and knows its client', async (app, host) => {
    const issuer = `http://${host}:${port}`;
    const discovered = await dial(`${issuer}/.well-known/openid-configuration`);
    expect(JSON.parse(discovered.body)).toMatchObject({ issuer });
    const request = {
      client_id: `local-${app}`,
      redirect_uri: 'http://localhost:3000/callback',
      scope: 'openid',
    };
    const query = new URLSearchParams({ ...request, response_type: 'code', tenant: 'acme' });
    const answer = await dial(`${issuer}/oauth2/authorize?${query}`);
    expect([answer.status, answer.headers['location']]).toEqual([303, expect.stringMatching(/acme|entra/)]);
  });

  it.each(['localhost', '127.0.0.1'])('has a home page at %s with links to all of them', async (host) => {
    const { status, body, headers } = await dial(`http://${host}:${port}/`);
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    const printed =
      latchkey
        .process()
        .printed()
        .split('OpenID Connect')[0]
        ?.match(/http:\S+/g) ?? [];
    for (const url of printed.slice(1)) expect(body).toContain(`href="${url}"`);
    for (const name of ['B.Simon', 'Britta Simon', 'Alain Charon']) expect(body).toContain(name);
    expect((await dial(`http://${host}:${port}/reports/7`)).status).toBe(404);
  });

  it('answers at every address that it prints', async () => {
    const urls =
      latchkey
        .process()
        .printed()
        .split('OpenID Connect')[0]
        ?.match(/http:\S+/g) ?? [];
    expect(urls).toHaveLength(5);
    for (const url of urls)
      expect([url, (await dial(url)).status]).toEqual([url, /acme/.test(url) ? 303 : 200]);
  });

  it('listens at its two ports of 127.0.0.1 and nowhere else', async () => {
    const hexadecimal = (number: number) => number.toString(16).toUpperCase().padStart(4, '0');
    const expected = [port, dynamoDbPort].map((one) => `0100007F:${hexadecimal(one)}`);
    const listeners = listenersOf(latchkey.process().pid);
    if (process.platform === 'linux') expect([...(listeners ?? [])].sort()).toEqual(expected.sort());
    for (const one of [port, dynamoDbPort]) {
      expect(await answers('127.0.0.1', one)).toBe(true);
      for (const address of otherAddresses()) {
        expect([address, await answers(address, one)]).toEqual([address, false]);
      }
    }
  });

  it.each(['acme', 'globex'])('has the demonstration’s tenant %s in both apps', async (tenant) => {
    for (const url of [latchkey.timetrack(tenant), latchkey.trakstar(`/auth/saml/?namespace=${tenant}`)]) {
      const { status, headers } = await dial(url);
      expect(status).toBe(303);
      expect(new URL(headers.location ?? '').host).toBe(`entra.localhost:${port}`);
    }
  });
});
