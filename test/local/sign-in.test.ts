import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { claimNames, claimsOfBSimon, withClaim } from '../fixtures/entra-parts.ts';
import { facts } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { addCustomer, begin, type Customer, post, signIn } from './customer.ts';
import { dial, type Heard } from './dial.ts';
import { useLatchkey } from './running.ts';

const latchkey = await useLatchkey('off');

/** What the logger writes on every line. */
const ofEveryLine = ['level', 'service', 'timestamp'];
const anInstant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

/** The addresses that Microsoft's articles give, at the local hosts. */
const article = {
  timetrack: {
    identifier: latchkey.timetrack('initech', '/api/v2/azure/saml20'),
    replyUrl: latchkey.timetrack('initech', '/api/v2/azure/callback'),
    signOnUrl: latchkey.timetrack('initech', ''),
    metadataUrl: latchkey.timetrack('initech', '/api/v2/azure/saml20'),
    logoutUrl: latchkey.timetrack('initech', '/api/v2/azure/logout'),
  },
  trakstar: {
    identifier: latchkey.trakstar(''),
    replyUrl: latchkey.trakstar('/auth/saml/callback?namespace=initech'),
    signOnUrl: latchkey.trakstar('/auth/saml/?namespace=initech'),
    metadataUrl: latchkey.trakstar('/auth/saml/metadata?namespace=initech'),
    logoutUrl: latchkey.trakstar('/auth/saml/logout?namespace=initech'),
  },
};

describe.each(['timetrack', 'trakstar'] as const)('a tenant that was added to %s while it runs', (app) => {
  let customer: Customer;
  beforeAll(async () => {
    expect((await dial(article[app].signOnUrl)).status).toBe(404);
    customer = await addCustomer(latchkey, app, 'initech');
  });

  it('has the hosts, paths and Identifier of the article', async () => {
    expect(customer.urls).toEqual(article[app]);
    const { status, headers, body } = await dial(customer.urls.metadataUrl);
    expect([status, headers['content-type']]).toEqual([200, 'application/samlmetadata+xml']);
    expect(body).toContain(`entityID="${customer.urls.identifier}"`);
    expect(body).toContain(`Location="${customer.urls.replyUrl}"`);
  });

  it('lets its people in at once, whose session anybody with their cookie can read', async () => {
    const answer = await signIn(customer);
    expect([answer.status, answer.headers.location]).toEqual([303, '/welcome']);

    const session = await dial(customer.at('/session'), { cookies: answer.cookies });
    expect([session.status, session.headers['content-type']]).toEqual([200, 'application/json']);
    expect(JSON.parse(session.body)).toEqual({
      app,
      tenant: 'initech',
      user: {
        id: expect.stringMatching(/^user_/),
        signInName: facts.signInName,
        displayName: facts.displayName,
      },
      // The message states an AuthnInstant of whole seconds, and several factors.
      authenticatedAt: anInstant,
      acr: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password',
      amr: ['pwd', 'mfa'],
      signedInAt: anInstant,
      expiresAt: anInstant,
    });
    const { signedInAt, expiresAt } = JSON.parse(session.body);
    expect(Date.parse(expiresAt) - Date.parse(signedInAt)).toBe(8 * 3_600_000);
  });

  it('has no session for anybody else', async () => {
    for (const cookies of [[], ['__Host-session=timetrack.initech.u.x']]) {
      const { status, headers, body } = await dial(customer.at('/session'), { cookies });
      expect([status, headers['content-type']]).toEqual([401, 'application/json']);
      expect(JSON.parse(body)).toEqual({ error: 'not-signed-in' });
    }
  });

  it('signs out by POST alone', async () => {
    const { cookies } = await signIn(customer);
    for (const method of ['GET', 'HEAD', 'PUT']) {
      const refused = await dial(customer.at('/sign-out'), { method, cookies });
      expect([method, refused.status, refused.headers.allow]).toEqual([method, 405, 'POST']);
    }
    expect((await dial(customer.at('/session'), { cookies })).status).toBe(200);

    const { status, headers } = await dial(customer.at('/sign-out'), { method: 'POST', cookies });
    expect([status, headers['set-cookie']]).toEqual([
      200,
      ['__Host-session', '__Host-session-end'].map((name) =>
        expect.stringMatching(new RegExp(`^${name}=; .*Max-Age=0`)),
      ),
    ]);
    expect((await dial(customer.at('/session'), { cookies })).status).toBe(401);
  });

  it('writes one line for a sign-in that was accepted', async () => {
    const { requestId, cookies } = await begin(customer.urls.signOnUrl);
    const [line, ...more] = await latchkey.logOf(() => post(customer, customer.message(requestId), cookies));

    expect(more).toEqual([]);
    expect(line).toMatchObject({ event: 'sign-in.accepted', app, tenant: 'initech', flow: requestId });
    expect(Object.keys(line ?? {}).sort()).toEqual(
      [
        ...ofEveryLine,
        'event',
        'app',
        'tenant',
        'flow',
        'reference',
        'initiatedBy',
        'launch',
        'recognisedBy',
        'user',
      ].sort(),
    );
  });

  it('writes one line for a sign-in that was refused', async () => {
    const { requestId, cookies } = await begin(customer.urls.signOnUrl);
    const claims = withClaim(claimsOfBSimon, claimNames.objectId, randomUUID());
    const message = customer.message(requestId, { nameId: 'nobody@contoso.com', claims });
    const [line, ...more] = await latchkey.logOf(() => post(customer, message, cookies));

    expect(more).toEqual([]);
    expect(line).toMatchObject({
      event: 'sign-in.refused',
      app,
      tenant: 'initech',
      flow: requestId,
      problem: 'user-unknown',
    });
    const ofARefusal = ['reference', 'launch', 'problem', 'class', 'fixedBy', 'authenticated', 'actual'];
    expect(Object.keys(line ?? {}).sort()).toEqual(
      [...ofEveryLine, 'event', 'app', 'tenant', 'flow', ...ofARefusal].sort(),
    );
  });

  it('lets nobody in whom another key has signed, and says so', async () => {
    const { requestId, cookies } = await begin(customer.urls.signOnUrl);
    const forged = customer.message(requestId, {}, { key: signingKey({ name: 'mallory' }) });
    let answer: Heard | undefined;
    const [line] = await latchkey.logOf(async () => {
      answer = await post(customer, forged, cookies);
    });

    expect([answer?.status, answer?.cookies, line?.['problem']]).toEqual([404, [], 'key-unknown']);
  });
});
