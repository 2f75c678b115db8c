import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { facts } from '../../fixtures/facts.ts';
import { inTurn } from '../../harness/tier.ts';
import { addCustomer, type Customer } from '../../local/customer.ts';
import { dial } from '../../local/dial.ts';
import { useLatchkey } from '../../local/running.ts';
import { freePort } from '../../set-up/free-port.ts';
import { httpApiVerdict, loadBalancerVerdict, restApiVerdict } from './aws/jwt-verifiers.ts';
import { type ForeignClient, foreignClients, type Said } from './programs.ts';
import { registerClient } from './register-client.ts';
import type { RunningProgram } from './start-program.ts';
import { newVisitor, type Visitor } from './visitor.ts';

const latchkey = await useLatchkey('off');
const apps = ['timetrack', 'trakstar'] as const;
type App = (typeof apps)[number];

let customers: Readonly<Record<App, Customer>>;
beforeAll(async () => {
  customers = {
    timetrack: await addCustomer(latchkey, 'timetrack', 'initech'),
    trakstar: await addCustomer(latchkey, 'trakstar', 'hooli'),
  };
});

let running: RunningProgram | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

const issuers: Readonly<Record<App, string>> = {
  timetrack: new URL(latchkey.timetrack('login')).origin,
  trakstar: new URL(latchkey.trakstar()).origin,
};

/** Starts a client of an app with a registration of its own. */
async function start(client: ForeignClient, app: App) {
  const port = await freePort();
  const { tenant } = customers[app];
  const origin = client.originOf(port, tenant);
  const credentials = await registerClient(latchkey.process(), {
    app,
    name: client.name,
    redirectUri: client.redirectUri(port),
    postLogoutRedirectUri: `${origin}/signed-out`,
  });
  running = await client.start({ issuer: issuers[app], client: credentials, origin, port, tenant });
  return { origin, customer: customers[app], credentials };
}

/** Opens a page of the client in a browser without a session, signs in, and returns what the page says. */
async function signIn(client: ForeignClient, visitor: Visitor, url: string): Promise<Said> {
  const reached = await (client.open?.(visitor, url) ?? visitor.open(url));
  // What a program says of an error comes by another way than its answer.
  if (reached.status !== 200) await wait(300);
  const walk = visitor.walked.join(' → ');
  expect([reached.status, reached.url], `${reached.body.slice(0, 500)} ${walk} ${running?.faults()}`).toEqual(
    [200, url],
  );
  return JSON.parse(reached.body) as Said;
}

const everyClient = inTurn(foreignClients, (client) =>
  apps.map((app) => [client.name, app, client] as const),
);

describe('a client that others have written', () => {
  it.each(everyClient)(
    '%s of %s signs in, at the page that was opened, refreshes, and signs out',
    async (_, app, client) => {
      const { origin, customer } = await start(client, app);
      const visitor = newVisitor(customer);
      const page = '/reports/7?from=1&to=2';

      const said = await signIn(client, visitor, `${origin}${page}`);
      const session = JSON.parse((await visitor.open(customer.at('/session'))).body);
      expect(said).toMatchObject({ sub: session.user.id, tenant: customer.tenant });
      expect(page).toContain(said.page);

      if (client.refresh !== undefined)
        expect(await client.refresh(visitor, origin, said), running?.faults()).toBe(true);
      if (client.signOutPath === undefined) return;
      const { status, url } = await visitor.open(`${origin}${client.signOutPath}`);
      expect([status, url], visitor.walked.join(' → ')).toEqual([200, `${origin}/signed-out`]);
      const after = await visitor.open(customer.at('/session'));
      expect(after.status).toBe(401);
    },
  );
});

describe('what AWS verifies', () => {
  const balancer = foreignClients.find(({ name }) => name.startsWith('a load balancer'));
  it.each(apps)('takes the ID token of %s, and no other client’s, issuer’s or altered one', async (app) => {
    if (balancer === undefined) return expect.unreachable();
    const { origin, customer, credentials } = await start(balancer, app);
    const { idToken = '' } = await signIn(balancer, newVisitor(customer), `${origin}/reports/7`);
    const issuer = issuers[app];
    const { body: jwks } = await dial(`${issuer}/oauth2/jwks`);
    const check = { issuer, jwks, now: new Date() };
    const audience = [credentials.id];

    expect(loadBalancerVerdict(idToken, check)).toMatchObject({ claims: { tenant: customer.tenant } });
    for (const judge of [httpApiVerdict, restApiVerdict]) {
      expect(judge(`Bearer ${idToken}`, { ...check, audience })).toMatchObject({ claims: { iss: issuer } });
      expect(judge(idToken, { ...check, audience: ['another'] })).toEqual({ fault: 'another audience' });
    }
    const other = app === 'timetrack' ? 'trakstar' : 'timetrack';
    expect(loadBalancerVerdict(idToken, { ...check, issuer: issuers[other] })).toEqual({
      fault: 'another issuer',
    });
    const later = new Date(Date.now() + 11 * 60_000);
    expect(loadBalancerVerdict(idToken, { ...check, now: later })).toEqual({ fault: 'expired' });
    const [head = '', body = '', signature = ''] = idToken.split('.');
    const changed = Buffer.from(body, 'base64url').toString().replace(customer.tenant, 'globex');
    const forged = [head, Buffer.from(changed).toString('base64url'), signature].join('.');
    expect(loadBalancerVerdict(forged, check)).toEqual({ fault: 'the signature' });
  });

  it.each([
    ['session', ['session', 'revoke', 'timetrack', 'initech', '--person', facts.signInName]],
    ['account', ['user', 'deactivate', 'timetrack', 'initech', facts.signInName]],
  ] as const)(
    'refuses cookie, access token, refresh token and the load balancer’s renewal from the command on that ends the %s',
    async (_, command) => {
      if (balancer === undefined) return expect.unreachable();
      const { origin, customer, credentials } = await start(balancer, 'timetrack');
      const visitor = newVisitor(customer);
      const { accessToken, refreshToken } = await signIn(balancer, visitor, `${origin}/reports/7`);
      const issuer = issuers.timetrack;
      const basic = `Basic ${Buffer.from(`${credentials.id}:${credentials.secret}`).toString('base64')}`;
      const asked = async () => ({
        cookie: (await visitor.open(customer.at('/session'))).status,
        accessToken: (
          await dial(`${issuer}/oauth2/userinfo`, { headers: { authorization: `Bearer ${accessToken}` } })
        ).status,
      });
      expect(await asked()).toEqual({ cookie: 200, accessToken: 200 });

      await latchkey.process().operate(...command);

      expect(await asked()).toEqual({ cookie: 401, accessToken: 401 });
      const form = String(
        new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken ?? '' }),
      );
      const renewed = await dial(`${issuer}/oauth2/token`, { form, headers: { authorization: basic } });
      expect([renewed.status, JSON.parse(renewed.body).error]).toEqual([400, 'invalid_grant']);
      // Its access token has expired: it renews, is refused, and sends the person to sign in.
      await visitor.open(`${origin}/refresh`);
      expect(visitor.walked.some((each) => each.includes('/oauth2/authorize'))).toBe(true);
      expect(visitor.walked.some((each) => each.startsWith('https://login.microsoftonline.com/'))).toBe(true);
    },
  );
});
