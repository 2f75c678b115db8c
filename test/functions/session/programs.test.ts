import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { productionSite } from '../../../shared/apps/site.ts';
import { gallery } from '../../fixtures/apps.ts';
import { type Asked, ask, withoutTrace } from '../../harness/ask.ts';
import { type Customer, customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';

const schemaFile = new URL('../../../docs/reference/session.schema.json', import.meta.url);
const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
const ajv = new Ajv2020({ strict: true, validateFormats: false });
ajv.addSchema(schema, 'session');
const checks = {
  200: ajv.compile({ $ref: 'session#/$defs/SessionAnswer' }),
  401: ajv.compile({ $ref: 'session#/$defs/SessionRefused' }),
  problem: ajv.compile({ $ref: 'session#/$defs/SessionProblem' }),
};

const sharedHost = 'a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com';
const timetrackSite = productionSite(gallery.timetrack);
const trakstarSite = productionSite(gallery.trakstar);

describeWithDatabase('GET /session for programs', (database) => {
  const log = useLog();
  let product: Product;
  let timetrack: Customer;
  let trakstar: Customer;
  let cookies: { timetrack: readonly string[]; trakstar: readonly string[] };

  beforeAll(async () => {
    product = productOver(database().tables);
    timetrack = await customerOf(product, 'timetrack');
    trakstar = await customerOf(product, 'trakstar', { id: timetrack.tenant.id });
    cookies = {
      timetrack: (await signInAt(product, timetrack)).cookies,
      trakstar: (await signInAt(product, trakstar)).cookies,
    };
  });

  const askJson = async (asked: Asked, at = product) => {
    const { statusCode, headers, body = '' } = await ask(at.session, asked);
    const document = JSON.parse(body);
    const check = checks[statusCode as 200] ?? checks.problem;
    expect(check(document), JSON.stringify([document, check.errors])).toBe(true);
    expect(headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(headers?.['content-type']).toMatch(/^application\/(?:problem\+)?json$/);
    return [statusCode, document.error ?? `${document.app} ${document.tenant}`];
  };

  describe('at the host of another app', () => {
    const url = (query: string) => `https://perform.trakstar.com/session${query}`;
    const own = () => `timetrack ${timetrack.tenant.id}`;

    it('tells a caller nothing that does not name the app', async () => {
      expect(await askJson({ url: url(''), cookies: cookies.timetrack })).toEqual([401, 'not-signed-in']);
    });

    it('answers a caller that names the app', async () => {
      const asked = { url: url('?app=timetrack'), cookies: cookies.timetrack };
      expect(await askJson(asked)).toEqual([200, own()]);
    });

    it('answers a caller that names the app and its tenant', async () => {
      const query = `?app=timetrack&tenant=${timetrack.tenant.id}`;
      expect(await askJson({ url: url(query), cookies: cookies.timetrack })).toEqual([200, own()]);
    });

    it('is 401 other-tenant where the caller names the app and another tenant', async () => {
      const asked = { url: url('?app=timetrack&tenant=globex'), cookies: cookies.timetrack };
      expect(await askJson(asked)).toEqual([401, 'other-tenant']);
    });

    it('believes the app of the query no more than the cookie’s secret', async () => {
      const [cookie = ''] = cookies.timetrack;
      const forged = cookie.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'));
      const renamed = cookie.replace('=timetrack.', '=trakstar.');
      const undeployed = cookie.replace('=timetrack.', '=other.');
      for (const each of [forged, renamed, undeployed]) {
        for (const app of ['timetrack', 'trakstar', 'other']) {
          const asked = { url: url(`?app=${app}`), cookies: [each] };
          expect(await askJson(asked)).toEqual([401, 'not-signed-in']);
        }
      }
    });

    it('is 401 other-app for a session of the host’s own app where the caller names another', async () => {
      const asked = { url: url('?app=timetrack'), cookies: cookies.trakstar };
      expect(await askJson(asked)).toEqual([401, 'other-app']);
      const twice = { url: url('?app=trakstar&app=trakstar'), cookies: cookies.trakstar };
      expect(await askJson(twice)).toEqual([401, 'other-app']);
    });
  });

  it('never answers for another tenant at the host of a tenant, whatever the query names', async () => {
    const globex = await customerOf(product, 'timetrack');
    for (const query of ['', '?app=timetrack', `?app=timetrack&tenant=${timetrack.tenant.id}`]) {
      const asked = { url: globex.at(`/session${query}`), cookies: cookies.timetrack };
      expect(await askJson(asked)).toEqual([401, 'not-signed-in']);
    }
    const ofTrakstar = { url: timetrack.at('/session?app=trakstar'), cookies: cookies.trakstar };
    expect(await askJson(ofTrakstar)).toEqual([401, 'not-signed-in']);
  });

  it('takes ?tenant= of every app’s callers, beside the parameter of the app', async () => {
    const asking = (query: string) => ({ url: trakstar.at(`/session${query}`), cookies: cookies.trakstar });
    const { id } = trakstar.tenant;

    expect(await askJson(asking(`?tenant=${id}`))).toEqual([200, `trakstar ${id}`]);
    expect(await askJson(asking('?tenant=globex'))).toEqual([401, 'other-tenant']);
    expect(await askJson(asking(`?tenant=globex&namespace=${id}`))).toEqual([401, 'other-tenant']);
    expect(await askJson(asking(`?tenant=${id}&namespace=globex`))).toEqual([401, 'other-tenant']);
  });

  describe('at an address that apps share', () => {
    const shared = () =>
      productOver(database().tables, undefined, [
        { ...timetrackSite, origin: `https://${sharedHost}` },
        { ...trakstarSite, origin: `https://${sharedHost}` },
      ]);
    const at = (query: string, held: readonly string[]) =>
      askJson({ url: `https://${sharedHost}/session${query}`, cookies: held }, shared());

    it('answers for the app of the cookie, and for the one that the caller names alone', async () => {
      const { id } = timetrack.tenant;
      expect(await at('', cookies.timetrack)).toEqual([200, `timetrack ${id}`]);
      expect(await at('', cookies.trakstar)).toEqual([200, `trakstar ${id}`]);
      expect(await at('?app=timetrack', cookies.trakstar)).toEqual([401, 'other-app']);
      expect(await at(`?app=trakstar&tenant=${id}`, cookies.trakstar)).toEqual([200, `trakstar ${id}`]);
    });

    it('takes the parameter of one app for a tenant of that app: a namesake of another app does not count', async () => {
      const { id } = timetrack.tenant;
      expect(await at(`?namespace=${id}`, cookies.timetrack)).toEqual([401, 'other-tenant']);
      expect(await at(`?tenant=${id}`, cookies.trakstar)).toEqual([401, 'other-tenant']);
      expect(await at(`?tenant=${id}`, cookies.timetrack)).toEqual([200, `timetrack ${id}`]);
    });
  });

  it('is a document with a code at a host that is none of the stage, whatever the client accepts', async () => {
    const asked = { url: 'https://elsewhere.example/session', cookies: cookies.timetrack };
    expect(await askJson(asked)).toEqual([404, 'tenant-not-found']);
    expect(log.decision()).toMatchObject({ event: 'request.refused', problem: 'tenant-not-found' });
    const browser = { ...asked, headers: { accept: 'text/html' } };
    expect(await askJson(browser)).toEqual([404, 'tenant-not-found']);
  });

  it('is JSON to a browser that asks for a page', async () => {
    const headers = { accept: 'text/html,application/xhtml+xml' };
    const url = timetrack.at('/session');
    expect(await askJson({ url, headers })).toEqual([401, 'not-signed-in']);
    expect((await askJson({ url, headers, cookies: cookies.timetrack }))[0]).toBe(200);
  });

  it('names the problem where the store fails, and for another method', async () => {
    const url = timetrack.at('/session');
    const { tables } = database();
    const fault = Object.assign(new Error('no'), { name: 'ThrottlingException', $metadata: {} });
    const broken = productOver({ ...tables, flows: { ...tables.flows, get: () => Promise.reject(fault) } });

    expect(await askJson({ url, cookies: cookies.timetrack }, broken)).toEqual([503, 'store-unavailable']);
    expect(await askJson({ url, method: 'PUT' })).toEqual([405, 'method-not-allowed']);
  });

  it('has the headers of GET and no body for HEAD, at every host', async () => {
    const hosts = [timetrack.at('/session'), 'https://elsewhere.example/session'];
    for (const url of hosts) {
      const asked = { url, cookies: cookies.timetrack };
      const get = withoutTrace(await ask(product.session, asked));
      const head = withoutTrace(await ask(product.session, { ...asked, method: 'HEAD' }));
      expect(head).toEqual({ ...get, body: '' });
    }
  });

  it('costs no read where the host or the query rules the cookie out', async () => {
    const url = 'https://perform.trakstar.com/session';
    const reads = await database().requestsOf(async () => {
      await ask(product.session, { url, cookies: cookies.timetrack });
      await ask(product.session, { url: 'https://elsewhere.example/session', cookies: cookies.timetrack });
    });
    expect(reads).toEqual([]);
  });
});
