import { randomUUID } from 'node:crypto';
import { productionSite } from '../../shared/apps/site.ts';
import { type TenantUrls, tenantUrls } from '../../shared/apps/urls.ts';
import type { AppId } from '../../shared/ids/app-id.ts';
import type { Connection, Tenant } from '../../shared/tenants/tenant.ts';
import type { User } from '../../shared/users/user.ts';
import { profileOf } from '../fixtures/apps.ts';
import type { EntraParts } from '../fixtures/entra-parts.ts';
import { facts } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { formBody } from '../fixtures/post.ts';
import { type MessageChoices, signedResponse } from '../fixtures/signed-response.ts';
import { asCertificate } from '../fixtures/trusted-key.ts';
import { type Answered, ask, cookiesOf, locationOf } from './ask.ts';
import type { Product } from './product.ts';
import { aTenant, aUser } from './samples.ts';

/** What a test says of a customer; the rest is a tenant that is active and trusts `signingKey()`. */
export interface CustomerChoices extends Partial<Omit<Tenant, 'app' | 'id' | 'connection'>> {
  readonly id?: Tenant['id'];
  readonly connection?: Partial<Connection>;
  readonly user?: Partial<User>;
}

/** A tenant with one user, and what its directory posts and its people open. */
export interface Customer {
  readonly tenant: Tenant;
  readonly user: User;
  readonly urls: TenantUrls;
  /** Another path of the tenant's own host. */
  at(path: string): string;
  /** The Sign-on URL with these parameters. */
  signOnUrl(parameters?: Readonly<Record<string, string>>): string;
  /** A genuine message for this tenant, with an Assertion ID of its own. */
  message(inResponseTo: string | undefined, parts?: Partial<EntraParts>, choices?: MessageChoices): string;
}

/** A sign-in that has been sent to the directory: what the browser holds. */
export interface Begun {
  readonly answer: Answered;
  readonly requestId: string;
  readonly cookies: readonly string[];
}

/** Adds a tenant that no other test has, with a directory of its own and one user. */
export async function customerOf(
  { deployment }: Pick<Product, 'deployment'>,
  app: AppId,
  { connection, user, ...more }: CustomerChoices = {},
): Promise<Customer> {
  const directoryId = randomUUID();
  const tenant = aTenant({
    app,
    ...more,
    connection: {
      issuer: `https://sts.windows.net/${directoryId}/`,
      loginUrl: `https://login.microsoftonline.com/${directoryId}/saml2`,
      trustedKeys: [asCertificate(signingKey())],
      ...connection,
    },
  });
  await deployment.tenants.add(tenant);
  const person = aUser({ app, tenant: tenant.id, signInName: facts.signInName, active: true, ...user });
  await deployment.users.add(person);
  const site = deployment.sites.find((each) => each.app.id === app) ?? productionSite(profileOf(app));
  const urls = tenantUrls(site, tenant.id);
  return {
    tenant,
    user: person,
    urls,
    at: (path) => new URL(path, urls.replyUrl).href,
    signOnUrl: (parameters = {}) => {
      const url = new URL(urls.signOnUrl);
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      return url.href;
    },
    message: (inResponseTo, parts = {}, choices = {}) =>
      signedResponse(
        {
          issuer: tenant.connection.issuer,
          audience: urls.identifier,
          replyUrl: urls.replyUrl,
          inResponseTo,
          assertionId: `_${randomUUID()}`,
          ...parts,
        },
        choices,
      ),
  };
}

/** Opens a sign-on URL and keeps what the browser gets. */
export async function beginAt({ signOn }: Product, url: string, cookies: readonly string[] = []) {
  const answer = await ask(signOn, { url, cookies });
  const requestId = new URL(locationOf(answer)).searchParams.get('RelayState') ?? '';
  return { answer, requestId, cookies: cookiesOf(answer) } satisfies Begun;
}

/** Signs the customer's user in, from the Sign-on URL on; the answer of the ACS and what the browser then has. */
export async function signInAt(
  product: Product,
  customer: Customer,
  held: readonly string[] = [],
  parts: Partial<EntraParts> = {},
  choices: MessageChoices = {},
): Promise<{ readonly answer: Answered; readonly cookies: readonly string[] }> {
  const { requestId, cookies } = await beginAt(product, customer.signOnUrl(), []);
  const answer = await ask(product.assertionConsumer, {
    url: customer.urls.replyUrl,
    cookies: [...held, ...cookies],
    form: formBody(customer.message(requestId, parts, choices)),
  });
  return { answer, cookies: cookiesOf(answer) };
}
