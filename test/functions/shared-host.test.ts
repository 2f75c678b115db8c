import { beforeAll, expect, it, vi } from 'vitest';
import type { AppId } from '../../shared/ids/app-id.ts';
import { gallery, profileOf } from '../fixtures/apps.ts';
import { facts } from '../fixtures/facts.ts';
import { formBody } from '../fixtures/post.ts';
import { ask, cookiesOf, locationOf } from '../harness/ask.ts';
import { beginAt, customerOf } from '../harness/customer.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { productOver } from '../harness/product.ts';
import { makeLink, ownForm } from './setup/set-up.ts';

const origin = 'https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com';
const sites = Object.values(gallery).map((app) => ({ app, origin }));

describeWithDatabase('two apps at the API’s own address', (database) => {
  let product: ReturnType<typeof productOver>;

  beforeAll(() => {
    product = productOver(database().tables, undefined, sites);
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    return () => vi.restoreAllMocks();
  });

  /** Signs in from the Sign-on URL on; what the browser holds afterwards. */
  async function signIn(app: AppId, held: readonly string[] = []) {
    const { tenant, urls, message } = await customerOf(product, app);
    const { requestId, cookies } = await beginAt(product, urls.signOnUrl, held);
    const answer = await ask(product.assertionConsumer, {
      url: urls.replyUrl,
      cookies: [...held, ...cookies],
      form: formBody(message(requestId)),
    });
    return { tenant, answer, cookies: cookiesOf(answer) };
  }

  const sessionOf = async (cookies: readonly string[]) => {
    const answer = await ask(product.session, { url: `${origin}/session`, cookies });
    return { status: answer.statusCode, ...JSON.parse(answer.body ?? '') };
  };

  it.each(['timetrack', 'trakstar'] as const)('tells by the cookie that a session is of %s', async (app) => {
    const { tenant, answer, cookies } = await signIn(app);
    const welcome = await ask(product.welcome, { url: `${origin}/welcome`, cookies });

    expect(locationOf(answer)).toBe('/welcome');
    expect(await sessionOf(cookies)).toMatchObject({ status: 200, app, tenant: tenant.id });
    expect(welcome.body).toContain(`You are signed in to ${profileOf(app).displayName}`);
  });

  it('ends the session of one app when the other takes its cookie’s place', async () => {
    const first = await signIn('timetrack');
    const second = await signIn('trakstar', first.cookies);

    expect(await sessionOf(second.cookies)).toMatchObject({ status: 200, app: 'trakstar' });
    expect(await sessionOf(first.cookies)).toMatchObject({ status: 401 });
  });

  it('believes no cookie that is renamed to another app', async () => {
    const { cookies } = await signIn('timetrack');
    const renamed = cookies.map((cookie) => cookie.replace('=timetrack.', '=trakstar.'));

    expect(renamed).not.toEqual(cookies);
    expect(await sessionOf(renamed)).toMatchObject({ status: 401 });
  });

  it('signs out of the app that the cookie names', async () => {
    const { tenant, cookies } = await signIn('trakstar');
    const url = `${origin}/sign-out`;
    const answer = await ask(product.signOut, { method: 'POST', url, cookies });

    expect(answer.body).toContain('signed out of Trakstar');
    expect(answer.body).toContain(`/auth/saml/?namespace=${tenant.id}`);
    expect(await sessionOf(cookies)).toMatchObject({ status: 401 });
  });

  it('asks a stranger which app it is, with a link to each', async () => {
    const welcome = await ask(product.welcome, { url: `${origin}/welcome` });
    const signedOut = await ask(product.signOut, { method: 'POST', url: `${origin}/sign-out` });

    expect(welcome.statusCode).toBe(200);
    expect(welcome.body).toMatch(/href="\/">TimeTrack<.*href="\/auth\/saml\/">Trakstar</s);
    expect([signedOut.statusCode, signedOut.cookies]).toEqual([200, []]);
    expect(signedOut.body).toContain('<h1>You are signed out</h1>');
  });

  it.each(['timetrack', 'trakstar'] as const)(
    'has the set-up page of %s, with its tenant in the query',
    async (app) => {
      const customer = await customerOf(product, app);
      const made = await makeLink(database().tables, customer, facts.now);
      const path = app === 'timetrack' ? '/api/v2/azure/setup?tenant=' : '/auth/saml/setup?namespace=';
      const url = `${origin}${path}${customer.tenant.id}`;
      const form = new URLSearchParams({ action: 'open', link: made.token }).toString();
      const opened = await ask(product.setup, { url, headers: ownForm, form });
      const page = await ask(product.setup, { url: `${url}&step=values`, cookies: cookiesOf(opened) });

      expect(locationOf(opened)).toBe(`${path}${customer.tenant.id}`);
      expect(page.statusCode).toBe(200);
      expect(page.body).toContain(`>${customer.urls.replyUrl}</code>`);
      expect(page.body).toContain(`action="${path}${customer.tenant.id}"`);
    },
  );

  it.each(['/session', '/sign-out', '/welcome'])('knows nothing of %s at another host', async (path) => {
    const { cookies } = await signIn('timetrack');
    const url = `https://elsewhere.example${path}`;
    const handler = {
      '/session': product.session,
      '/sign-out': product.signOut,
      '/welcome': product.welcome,
    }[path];
    const method = path === '/sign-out' ? 'POST' : 'GET';
    const answer = handler && (await ask(handler, { method, url, cookies }));

    expect(answer?.statusCode).toBe(404);
    expect(await sessionOf(cookies)).toMatchObject({ status: 200 });
  });
});
