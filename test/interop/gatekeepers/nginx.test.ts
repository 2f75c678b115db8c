import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addCustomer, begin, type Customer, post } from '../../local/customer.ts';
import { dial } from '../../local/dial.ts';
import { useLatchkey } from '../../local/running.ts';
import { freePort } from '../../set-up/free-port.ts';
import { startNginx } from './start-nginx.ts';

const [nginxPort, appPort] = [await freePort(), await freePort()];
const latchkey = await useLatchkey('off', `http://127.0.0.1:${nginxPort}`);

/** What the application behind nginx was sent. */
const arrived: { readonly url: string | undefined; readonly headers: IncomingHttpHeaders }[] = [];
const application = createServer(({ url, headers }, response) => {
  arrived.push({ url, headers });
  response.end('the application');
});

let stopNginx = async () => {};
let customers: { readonly initech: Customer; readonly hooli: Customer; readonly perform: Customer };
beforeAll(async () => {
  application.listen(appPort, '127.0.0.1');
  await once(application, 'listening');
  stopNginx = await startNginx({ 3000: nginxPort, 3001: appPort, 8080: latchkey.port });
  customers = {
    initech: await addCustomer(latchkey, 'timetrack', 'initech'),
    hooli: await addCustomer(latchkey, 'timetrack', 'hooli'),
    perform: await addCustomer(latchkey, 'trakstar', 'initech'),
  };
});
beforeEach(() => {
  arrived.length = 0;
});
afterAll(async () => {
  await stopNginx();
  application.close();
});

const issuedAt = () => new Date();
/** A sign-in from the address that nginx sent the browser to; where it lands, and what the browser then has. */
const signInFrom = async (customer: Customer, url: string) => {
  const { requestId, cookies } = await begin(url);
  const { headers, cookies: session } = await post(
    customer,
    customer.message(requestId, { issuedAt: issuedAt() }),
    cookies,
  );
  return { landed: new URL(headers.location ?? '', customer.urls.replyUrl).href, session };
};
const sentByLatchkey = (headers: IncomingHttpHeaders | undefined) =>
  Object.entries(headers ?? {}).filter(([name]) => name.startsWith('latchkey-'));

const forged = {
  'Latchkey-Tenant': 'globex',
  'latchkey-user': 'u-of-another',
  'LATCHKEY-NAME': 'admin',
  'Latchkey-Claims': Buffer.from('{"groups":["admins"]}').toString('base64url'),
  'Latchkey-App': 'trakstar',
  'Latchkey-Administrator': 'true',
  'Latchkey-Display-Name': 'Admin',
  // nginx drops names with an underscore; an application may read both as one.
  Latchkey_Tenant: 'globex',
};

describe('nginx in front of the application', () => {
  const path = '/reports/7?from=1&to=%C3%BC&x=%26';

  it('sends a person without a session to sign in, and the application sees nothing', async () => {
    const { status, headers } = await dial(customers.initech.at(path));
    expect([status, headers.location]).toEqual([
      303,
      `${latchkey.timetrack('initech', '/')}?returnTo=${encodeURIComponent(path)}`,
    ]);
    expect(arrived).toEqual([]);
  });

  it('brings a person back to the page that they opened, and tells the application who it is', async () => {
    const { initech } = customers;
    const url = initech.at(path);
    const { headers } = await dial(url);
    const { landed, session } = await signInFrom(initech, headers.location ?? '');
    expect(landed).toBe(url);

    const { status, body } = await dial(url, { cookies: session });
    expect([status, body]).toEqual([200, 'the application']);
    const said = JSON.parse((await dial(initech.at('/session'), { cookies: session })).body);
    expect(arrived).toHaveLength(1);
    expect(arrived[0]).toMatchObject({ url: path, headers: { host: new URL(url).host } });
    expect(Object.fromEntries(sentByLatchkey(arrived[0]?.headers))).toEqual({
      'latchkey-tenant': 'initech',
      'latchkey-user': said.user.id,
    });
  });

  it('removes what a visitor says of themselves, whatever it says', async () => {
    const { initech } = customers;
    const { session } = await signInFrom(initech, initech.urls.signOnUrl);
    expect((await dial(initech.at('/'), { headers: forged })).status).toBe(303);
    expect(arrived).toEqual([]);

    expect((await dial(initech.at('/x'), { cookies: session, headers: forged })).status).toBe(200);
    expect(
      Object.keys(arrived[0]?.headers ?? {})
        .filter((name) => /latchkey/i.test(name))
        .sort(),
    ).toEqual(['latchkey-tenant', 'latchkey-user']);
    expect(arrived[0]?.headers).toMatchObject({ 'latchkey-tenant': 'initech' });
    expect(JSON.stringify(arrived)).not.toMatch(/globex|another|admin/i);
  });

  it('takes no session of another tenant, of another app, and none that has ended', async () => {
    const { initech, hooli, perform } = customers;
    const { session } = await signInFrom(initech, initech.urls.signOnUrl);
    for (const [at, where] of [
      [hooli, hooli],
      [perform, undefined],
    ] as const) {
      const { status, headers } = await dial(at.at('/x'), { cookies: session });
      expect(status).toBe(303);
      if (where !== undefined) expect(headers.location).toContain(new URL(where.urls.replyUrl).host);
    }
    await dial(initech.at('/sign-out'), { method: 'POST', cookies: session });
    expect((await dial(initech.at('/x'), { cookies: session })).status).toBe(303);
    expect(arrived).toEqual([]);
  });

  it('cannot be asked for the question itself', async () => {
    const { status } = await dial(customers.initech.at('/_session'));
    expect(status).toBe(404);
  });

  it('lets no one in where Latchkey does not decide', async () => {
    const { status } = await dial(`http://127.0.0.1:${nginxPort}/x`, {
      headers: { host: 'elsewhere.example' },
    });
    expect(status).toBe(500);
    expect(arrived).toEqual([]);
  });
});
