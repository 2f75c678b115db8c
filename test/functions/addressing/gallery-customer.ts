import type { Hono } from 'hono';
import { activateWhereTested } from '../../../functions/setup/move.ts';
import {
  createEnterpriseApplications,
  type EnterpriseApplication,
} from '../../../infra/local/entra/enterprise-application.ts';
import { createSimulation, routesOf } from '../../../infra/local/entra/simulated-entra.ts';
import { locate } from '../../../shared/apps/locate.ts';
import { originOf, type Site } from '../../../shared/apps/site.ts';
import { endpointUrl, tenantUrls } from '../../../shared/apps/urls.ts';
import type { Tables } from '../../../shared/store/dynamodb.ts';
import { withDraftValues } from '../../../shared/tenants/draft/draft.ts';
import { timetrack } from '../../fixtures/apps.ts';
import { facts } from '../../fixtures/facts.ts';
import { type Answered, ask, cookiesOf, locationOf } from '../../harness/ask.ts';
import { beginTest } from '../../harness/draft-customer.ts';
import { formIn } from '../../harness/page-form.ts';
import { productOver } from '../../harness/product.ts';
import { aTenant, aUser } from '../../harness/samples.ts';
import { tenant } from '../../ids/identifiers.ts';

const port = 8080;
const acme = tenant('acme');

/** Made once: a row's application differs from it in what its admin enters. RSA keys take longer than sign-ins. */
const furnished = createEnterpriseApplications({
  port,
  sites: [{ app: timetrack, origin: 'https://acme.example.com' }],
  now: facts.now,
});

/** Acme as a customer of one app, its enterprise application in the simulated Entra, and B.Simon's browser. */
export class GalleryCustomer {
  readonly #site: Site;
  readonly #product: ReturnType<typeof productOver>;
  readonly #application: EnterpriseApplication;
  readonly #entra: Hono;
  readonly #origin: string;
  #cookies: readonly string[] = [];

  private constructor(site: Site, tables: Tables, application: EnterpriseApplication) {
    const simulation = createSimulation({ port, applications: [application], now: () => facts.now });
    this.#site = site;
    this.#product = productOver(tables, () => facts.now, [site]);
    this.#application = application;
    this.#entra = routesOf(simulation);
    this.#origin = simulation.origin;
  }

  /** Adds the tenant and its person; the admin has entered its addresses in Basic SAML Configuration. */
  static async of(site: Site, tables: Tables): Promise<GalleryCustomer> {
    const [template] = await furnished;
    if (template === undefined) throw new TypeError('there is no enterprise application');
    const basicSaml = { ...tenantUrls(site, acme), relayState: '' };
    const application = { ...template, app: site.app.id, displayName: site.app.displayName, basicSaml };
    const customer = new GalleryCustomer(site, tables, application);
    const { issuer, loginUrl, certificate } = application;
    const trustedKeys = [{ kind: 'certificate', certificate: certificate.base64 }] as const;
    const { tenants, users } = customer.#product.deployment;
    await tenants.add(aTenant({ app: site.app.id, id: acme, connection: { issuer, loginUrl, trustedKeys } }));
    await users.add(aUser({ app: site.app.id, tenant: acme, signInName: customer.signInName, active: true }));
    return customer;
  }

  /** Whom the directory signs in. */
  get signInName(): string {
    return this.#application.directory.people[0]?.userPrincipalName ?? '';
  }

  /** The administrator tests the connection and activates what passed: its key has answered the tenant's own request. */
  async proveKey(): Promise<void> {
    const { id: app } = this.#site.app;
    const { tenants } = this.#product.deployment;
    const { issuer, loginUrl, certificate } = this.#application;
    const trustedKeys = [{ kind: 'certificate', certificate: certificate.base64 }] as const;
    const change = { by: 'test', at: facts.now };
    const tested = await tenants.change(app, acme, change, (current) =>
      withDraftValues(current, { issuer, loginUrl, trustedKeys }, 'test', facts.now),
    );
    if (tested.draft === undefined) throw new TypeError('there is no draft');
    const { test, cookies } = await beginTest(this.#product, { tenant: tested, draft: tested.draft });
    this.#cookies = cookies;
    const url = new URL(endpointUrl(this.#site, acme, 'sign-on'));
    url.searchParams.set('test', test.id);
    await this.#answer(await this.#open(url.href));
    await tenants.change(app, acme, change, (current) =>
      activateWhereTested([this.#site], current, test.revision, facts.now),
    );
    this.forgetCookies();
  }

  /**
   * Opens the Sign-on URL, or, where that is a page of the vendor's application, the address to which the page leads;
   * enters the organisation where a page asks; signs in at Entra. Returns the answer of the Reply URL.
   */
  async signInFromApplication(returnTo: string): Promise<Answered> {
    const { signOnUrl } = tenantUrls(this.#site, acme);
    const { hostname: host, pathname: path, search } = new URL(signOnUrl);
    const location = locate([this.#site], { host, path, rawQuery: search.slice(1) }, 'sign-on');
    const isOwn = location?.endpoint === 'sign-on';
    const url = new URL(isOwn ? signOnUrl : endpointUrl(this.#site, acme, 'sign-on'));
    url.searchParams.set('returnTo', returnTo);
    let answer = await this.#open(url.href);
    const [, asked] = /name="(organisation)"/.exec(answer.body ?? '') ?? [];
    if (asked !== undefined) {
      url.searchParams.set(asked, 'Acme');
      answer = await this.#open(new URL(locationOf(await this.#open(url.href)), url).href);
    }
    return this.#answer(answer);
  }

  /** Opens the application's tile in My Apps. Returns the answer of the Reply URL. */
  async signInFromTile(): Promise<Answered> {
    const { directory, applicationId } = this.#application;
    const signedIn = await this.#send(`/myapps/${directory.id}`, {});
    const cookie = signedIn.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    const launch = new URL(`/myapps/${directory.id}/launch/${applicationId}`, this.#origin);
    return this.#post(await this.#entra.request(launch.href, { headers: { cookie } }));
  }

  /** Forgets every cookie: another browser. */
  forgetCookies(): void {
    this.#cookies = [];
  }

  /** Whether the browser's session is known, and to whom: what the vendor's application asks for. */
  async session(): Promise<{ readonly status: number | undefined; readonly body: unknown }> {
    const url = `${originOf(this.#site, acme)}/session`;
    const { statusCode, body } = await ask(this.#product.session, { url, cookies: this.#cookies });
    return { status: statusCode, body: JSON.parse(body ?? '') };
  }

  async #open(url: string): Promise<Answered> {
    const answer = await ask(this.#product.signOn, { url, cookies: this.#cookies });
    this.#cookies = [...this.#cookies, ...cookiesOf(answer)];
    return answer;
  }

  /** Picks B.Simon at Entra, which a redirect leads to, and posts its answer. */
  async #answer(redirect: Answered): Promise<Answered> {
    const picker = await this.#entra.request(locationOf(redirect));
    const { action, fields } = formIn(await picker.text());
    return this.#post(await this.#send(action, fields));
  }

  /** Posts what the page of Entra posts, where it posts it. */
  async #post(page: Response): Promise<Answered> {
    const text = await page.text();
    const { action, fields } = formIn(text);
    if (fields['SAMLResponse'] === undefined) throw new Error(`Entra sends nothing: ${text}`);
    const form = new URLSearchParams(fields).toString();
    const answer = await ask(this.#product.assertionConsumer, { url: action, cookies: this.#cookies, form });
    this.#cookies = [...this.#cookies, ...cookiesOf(answer)];
    return answer;
  }

  #send(path: string, fields: Readonly<Record<string, string>>): Promise<Response> {
    const body = new URLSearchParams({ ...fields, account: this.signInName }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return Promise.resolve(
      this.#entra.request(new URL(path, this.#origin).href, { method: 'POST', body, headers }),
    );
  }
}
