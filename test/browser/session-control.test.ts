import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect } from 'vitest';
import type { AppId } from '../../shared/ids/app-id.ts';
import { dynamoDbUserStore } from '../../shared/users/dynamodb-user-store.ts';
import { tenant } from '../ids/identifiers.ts';
import { dial } from '../local/dial.ts';
import { test as base } from './browser-test.ts';
import { sessionAt, signedInAsBSimon } from './session.ts';
import { type SenderHeaders, startSessionControl } from './session-control.ts';
import { signInAs } from './simulated-entra.ts';

let senderHeaders: SenderHeaders = 'as-sent';
const test = base.extend(
  'control',
  { scope: 'worker' },
  async ({ port, latchkey: _ready }, { onCleanup }) => {
    const control = await startSessionControl(port, () => senderHeaders);
    onCleanup(() => control.stop());
    return control;
  },
);

const deepLink: Readonly<Record<AppId, string>> = {
  timetrack: '/reports/7?from=1&to=2',
  trakstar: '/auth/saml/?namespace=acme&returnTo=%2Freports%2F7%3Ffrom%3D1%26to%3D2',
};
const landing = '/reports/7?from=1&to=2';

describe.for(['timetrack', 'trakstar'] as const)('%s behind renamed hosts', (app) => {
  test('signs a person in at the renamed host, at the page that they opened', async ({
    page,
    places,
    control,
  }) => {
    await control.control(page.context());
    const origin = app === 'timetrack' ? places.timetrack('acme') : places.trakstar;
    const renamed = control.renamed(origin);
    expect(renamed).not.toBe(origin);

    await page.goto(`${renamed}${deepLink[app]}`);
    await signInAs(page, 'B.Simon');

    expect(page.url()).toBe(`${renamed}${landing}`);
    expect(await sessionAt(page)).toEqual(signedInAsBSimon(app));
    // The original host has no session: each name of a host has its own.
    expect(await page.context().cookies(origin)).toEqual([]);
  });

  test('takes a person who began at the original host on by one click, at the page that they opened', async ({
    page,
    places,
    control,
  }) => {
    await control.control(page.context());
    const origin = app === 'timetrack' ? places.timetrack('acme') : places.trakstar;
    const renamed = control.renamed(origin);
    await page.goto(`${origin}${deepLink[app]}`);
    await signInAs(page, 'B.Simon');
    expect(new URL(page.url()).origin).toBe(renamed);

    await page.getByRole('link', { name: 'Try again' }).click();
    await page.waitForURL(`${renamed}${landing}`);

    expect(await sessionAt(page)).toEqual(signedInAsBSimon(app));
  });

  test.for(['as-sent', 'renamed-back', 'without-fetch-metadata'] as const)(
    'signs the person out, with sender headers %s',
    async (mode, { page, places, control }) => {
      senderHeaders = 'as-sent';
      await control.control(page.context());
      const origin = app === 'timetrack' ? places.timetrack('acme') : places.trakstar;
      const renamed = control.renamed(origin);
      await page.goto(`${renamed}${deepLink[app]}`);
      await signInAs(page, 'B.Simon');
      await page.goto(`${renamed}/welcome`);
      senderHeaders = mode;
      await page.getByRole('button', { name: 'Sign out', exact: true }).click();
      await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
      expect((await sessionAt(page)).status).toBe(401);
    },
  );

  test.for(['as-sent', 'renamed-back'] as const)(
    'opens the set-up page for an administrator, and takes its forms, with sender headers %s',
    async (mode, { page, places, control, tables, latchkey }) => {
      senderHeaders = mode;
      await control.control(page.context());
      const origin = app === 'timetrack' ? places.timetrack('acme') : places.trakstar;
      const setup = app === 'timetrack' ? '/api/v2/azure/setup' : '/auth/saml/setup?namespace=acme';
      const name = `new-${mode}@acme.example`;
      await page.goto(`${control.renamed(origin)}${setup}`);
      await page.getByRole('button', { name: 'Sign in as an administrator' }).click();
      await signInAs(page, 'B.Simon');
      expect(new URL(page.url()).origin).toBe(control.renamed(origin));

      await page.getByRole('link', { name: 'People', exact: true }).click();
      await page.getByLabel(/^Sign-in name/).fill(name);
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByText(name).first().waitFor();
      const people = await dynamoDbUserStore(tables.tenants).list(app, tenant('acme'));
      await latchkey.operate('user', 'remove', app, 'acme', name, '--yes');
      expect(people.map(({ signInName }) => signInName)).toContain(name);
    },
  );

  test('leads a client of the OpenID Provider through renamed hosts, to a code that it redeems at the issuer', async ({
    page,
    places,
    control,
    latchkey,
  }) => {
    senderHeaders = 'as-sent';
    await control.control(page.context());
    const issuer = app === 'timetrack' ? places.timetrack('login') : places.trakstar;
    const client = await startClient();
    try {
      const registered = JSON.parse(
        await latchkey.operate('client', 'add', app, 'Reports', '--redirect-uri', client.callback, '--json'),
      );
      const { id } = registered.client;
      const query = new URLSearchParams({
        client_id: id,
        response_type: 'code',
        scope: 'openid profile',
        redirect_uri: client.callback,
        state: 'the-state',
        nonce: 'the-nonce',
        tenant: 'acme',
      });
      await page.goto(`${control.renamed(issuer)}/oauth2/authorize?${query}`);
      await signInAs(page, 'B.Simon');
      await page.getByText('the client').waitFor();

      const sent = new URL(page.url()).searchParams;
      expect([sent.get('state'), sent.get('iss')]).toEqual(['the-state', issuer]);
      const form = {
        grant_type: 'authorization_code',
        code: sent.get('code') ?? '',
        redirect_uri: client.callback,
      };
      const basic = Buffer.from(`${id}:${registered.secret}`).toString('base64');
      const { status, body } = await dial(`${issuer}/oauth2/token`, {
        form: String(new URLSearchParams(form)),
        headers: { authorization: `Basic ${basic}` },
      });
      expect(status, body).toBe(200);
      const [, claims = ''] = JSON.parse(body).id_token.split('.');
      expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
        iss: issuer,
        aud: id,
        tenant: 'acme',
        nonce: 'the-nonce',
      });
    } finally {
      await client.stop();
    }
  });
});

/** A client's own page, at this machine. */
async function startClient() {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(
      '<!doctype html><html lang="en"><title>Client</title><link rel="icon" href="data:,"><p>the client</p></html>',
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    callback: `http://127.0.0.1:${port}/callback`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
