import type { Hono } from 'hono';
import {
  type BasicSamlConfiguration,
  createEnterpriseApplications,
  type DemonstrationApplication,
  type EnterpriseApplication,
} from '../../../../infra/local/entra/enterprise-application.ts';
import type { Person } from '../../../../infra/local/entra/person.ts';
import { createSimulation, routesOf } from '../../../../infra/local/entra/simulated-entra.ts';
import type { Simulation } from '../../../../infra/local/entra/simulation.ts';
import { localSites } from '../../../../infra/local/sites.ts';
import { type TenantUrls, tenantUrls } from '../../../../shared/apps/urls.ts';
import type { AppId } from '../../../../shared/ids/app-id.ts';
import type { Tables } from '../../../../shared/store/dynamodb.ts';
import type { Connection, Tenant } from '../../../../shared/tenants/tenant.ts';
import type { User } from '../../../../shared/users/user.ts';
import { facts } from '../../../fixtures/facts.ts';
import { type Answered, ask, cookiesOf, locationOf } from '../../../harness/ask.ts';
import { formIn } from '../../../harness/page-form.ts';
import { productOver } from '../../../harness/product.ts';
import { aTenant, aUser, newTenantId } from '../../../harness/samples.ts';

const port = 8080;
const sites = localSites(port);

/** The applications of two directories with their keys; made once, the keys take a second. */
export const applications: Promise<readonly DemonstrationApplication[]> = createEnterpriseApplications({
  port,
  sites,
  now: facts.now,
});

/** Where a person begins: at the application, or at its tile in My Apps. */
export type Beginning = 'application' | 'tile';

/** How an attempt ended. */
export interface Ending {
  readonly outcome: 'signed-in' | 'refused' | 'stopped-at-entra';
  /** Of a refused one: what the page shows. Of one that Entra stopped: its number. */
  readonly reference: string;
  /** The request, where there was one. */
  readonly flow: string;
  /** The form that the browser posted last. */
  readonly form: string;
  /** What the browser shows at the end. */
  readonly page: string;
}

/** What a set-up begins with beside the defaults of both sides, which fit. */
export interface SetUpChoices {
  readonly connection?: Partial<Connection>;
  /** `none`: nobody has been added. */
  readonly user?: Partial<User> | 'none';
}

/** A customer with a directory and a tenant of their own, set up as their article says until a test changes it. */
export class CustomerSite {
  readonly app: AppId;
  readonly tenant: Tenant['id'] = newTenantId();
  readonly urls: TenantUrls;
  readonly simulation: Simulation;
  /** The time on both sides. */
  now = facts.now;
  readonly #applications: EnterpriseApplication[];
  readonly #entra: Hono;
  readonly #tables: Tables;

  private constructor(tables: Tables, application: EnterpriseApplication) {
    const site = sites.find(({ app }) => app.id === application.app) ?? sites[0];
    if (site === undefined) throw new TypeError('there are no sites');
    this.app = application.app;
    this.urls = tenantUrls(site, this.tenant);
    this.#tables = tables;
    this.#applications = [{ ...application, basicSaml: { ...application.basicSaml, ...this.urls } }];
    this.simulation = createSimulation({ port, applications: this.#applications, now: () => this.now });
    this.#entra = routesOf(this.simulation);
  }

  static async of(tables: Tables, app: AppId, choices: SetUpChoices = {}): Promise<CustomerSite> {
    const application = (await applications).find((each) => each.app === app && each.tenant === 'acme');
    if (application === undefined) throw new TypeError(`no ${app}`);
    const site = new CustomerSite(tables, application);
    await site.#add(choices);
    return site;
  }

  async #add({ connection, user = {} }: SetUpChoices): Promise<void> {
    const { tenants, users } = productOver(this.#tables).deployment;
    const { issuer, loginUrl, certificate } = this.application;
    const keys = [{ kind: 'certificate', certificate: certificate.base64 }] as const;
    const tenant = aTenant({
      app: this.app,
      id: this.tenant,
      connection: { issuer, loginUrl, trustedKeys: keys, ...connection },
    });
    await tenants.add(tenant);
    if (user === 'none') return;
    const { userPrincipalName: signInName } = this.person;
    await users.add(aUser({ app: this.app, tenant: this.tenant, signInName, ...user }));
  }

  get application(): EnterpriseApplication {
    const [application] = this.#applications;
    if (application === undefined) throw new TypeError('there is no application');
    return application;
  }

  get person() {
    const [person] = this.application.directory.people;
    if (person === undefined) throw new TypeError('there is nobody');
    return person;
  }

  /** The directory, which every site of its app shares, gives the person another user principal name. */
  renamePerson(userPrincipalName: string): void {
    const people = this.application.directory.people as Person[];
    people[0] = { ...this.person, userPrincipalName };
  }

  /** The admin changes the application. */
  change(part: Partial<EnterpriseApplication>): void {
    this.#applications[0] = { ...this.application, ...part };
  }

  changeBasicSaml(part: Partial<BasicSamlConfiguration>): void {
    this.change({ basicSaml: { ...this.application.basicSaml, ...part } });
  }

  /** The person signs in with a browser that knows nobody, in a process that remembers no tenant. */
  async signIn(from: Beginning): Promise<Ending> {
    const product = productOver(this.#tables, () => this.now, sites);
    const held: string[] = [];
    const open = async (url: string): Promise<Ending> => {
      const sent = await ask(product.signOn, { url, cookies: held });
      held.push(...cookiesOf(sent));
      const flow = new URL(locationOf(sent)).searchParams.get('RelayState') ?? '';
      return this.#post(await this.#answerTo(locationOf(sent)), flow, post);
    };
    const post = async (url: string, form: string): Promise<Answered> => {
      const answer = await ask(product.assertionConsumer, { url, cookies: held, form });
      held.push(...cookiesOf(answer));
      return answer;
    };
    if (from === 'application') return open(this.urls.signOnUrl);
    const ending = await this.#post(await this.#launch(), '', post);
    return ending.reference === this.urls.signOnUrl ? open(ending.reference) : ending;
  }

  /** Posts what Entra's page posts. A redirect to the Sign-on URL is its reference: the browser goes there. */
  async #post(
    page: string,
    flow: string,
    post: (url: string, form: string) => Promise<Answered>,
  ): Promise<Ending> {
    const [aadsts] = /AADSTS\d+/.exec(page) ?? [];
    if (aadsts !== undefined) return { outcome: 'stopped-at-entra', reference: aadsts, flow, form: '', page };
    const { action, fields } = formIn(page);
    const form = new URLSearchParams(fields).toString();
    const answer = await post(action, form);
    const isIn = cookiesOf(answer).some((cookie) => cookie.startsWith('__Host-session='));
    if (isIn) return { outcome: 'signed-in', reference: '', flow, form, page: '' };
    const [, reference = locationOf(answer)] = /class="reference">([^<]+)</.exec(answer.body ?? '') ?? [];
    return { outcome: 'refused', reference, flow, form, page: answer.body ?? '' };
  }

  /** Entra's page for an AuthnRequest, once the person has chosen their account. */
  async #answerTo(loginUrl: string): Promise<string> {
    const picker = await (await this.#entra.request(loginUrl)).text();
    if (/AADSTS\d+/.test(picker)) return picker;
    const { action, fields } = formIn(picker);
    return (await this.#send(action, fields)).text();
  }

  async #launch(): Promise<string> {
    const { directory, applicationId } = this.application;
    const signedIn = await this.#send(`/myapps/${directory.id}`, {});
    const cookie = signedIn.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    const url = new URL(`/myapps/${directory.id}/launch/${applicationId}`, this.simulation.origin);
    return (await this.#entra.request(url.href, { headers: { cookie } })).text();
  }

  async #send(path: string, fields: Readonly<Record<string, string>>): Promise<Response> {
    const body = new URLSearchParams({ ...fields, account: this.person.userPrincipalName }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.#entra.request(new URL(path, this.simulation.origin).href, { method: 'POST', body, headers });
  }
}
