import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localSites } from '../../infra/local/sites.ts';
import { type TenantUrls, tenantUrls } from '../../shared/apps/urls.ts';
import type { AppId } from '../../shared/ids/app-id.ts';
import { parseTenantId } from '../../shared/ids/tenant-id.ts';
import { profileOf } from '../fixtures/apps.ts';
import type { EntraParts } from '../fixtures/entra-parts.ts';
import { facts } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { formBody } from '../fixtures/post.ts';
import { type MessageChoices, signedResponse } from '../fixtures/signed-response.ts';
import { dial, type Heard } from './dial.ts';
import type { Running } from './running.ts';

/** A tenant that an operator added while Latchkey runs, with one user, and what its directory posts. */
export interface Customer {
  readonly app: AppId;
  readonly tenant: string;
  readonly issuer: string;
  readonly urls: TenantUrls;
  /** Another path of the tenant's own host. */
  at(path: string): string;
  /** A genuine message, with an Assertion ID of its own. */
  message(inResponseTo: string | undefined, parts?: Partial<EntraParts>, choices?: MessageChoices): string;
}

/** A browser that was sent to the directory. */
export interface Begun {
  readonly requestId: string;
  readonly cookies: readonly string[];
}

/** Adds a tenant by the operator's own command: TimeTrack's by thumbprint, Trakstar's by certificate. */
export async function addCustomer(
  latchkey: Pick<Running, 'port' | 'process'>,
  app: AppId,
  name: string,
  directory: string = randomUUID(),
): Promise<Customer> {
  const tenant = parseTenantId(name);
  const site = localSites(latchkey.port).find((one) => one.app.id === app);
  if (tenant === undefined || site === undefined) throw new Error('There can be no such tenant');
  const issuer = `https://sts.windows.net/${directory}/`;
  const loginUrl = `https://login.microsoftonline.com/${directory}/saml2`;
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-certificate-'));
  const certificate = join(folder, `${name}.cer`);
  await writeFile(certificate, signingKey().certificate);
  const trust =
    profileOf(app).trustHandedOverBy === 'thumbprint'
      ? ['--thumbprint', signingKey().sha1Thumbprint.toUpperCase()]
      : ['--certificate', certificate];
  const { operate } = latchkey.process();
  await operate('tenant', 'add', app, name, '--issuer', issuer, '--login-url', loginUrl, ...trust);
  await operate('user', 'add', app, name, facts.signInName, '--name', facts.displayName);
  await rm(folder, { recursive: true });
  const urls = tenantUrls(site, tenant);
  return {
    app,
    tenant: name,
    issuer,
    urls,
    at: (path) => new URL(path, urls.replyUrl).href,
    message: (inResponseTo, parts = {}, choices = {}) =>
      signedResponse(
        {
          issuer,
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

/** Opens the Sign-on URL, or another one that leads there, and goes no further than the directory. */
export async function begin(url: string, cookies: readonly string[] = []): Promise<Begun> {
  const answer = await dial(url, { cookies });
  const requestId = new URL(answer.headers.location ?? '').searchParams.get('RelayState') ?? '';
  return { requestId, cookies: answer.cookies };
}

/** Posts a message to the ACS as a browser does. */
export function post(
  { urls }: Pick<Customer, 'urls'>,
  message: string,
  cookies: readonly string[] = [],
  relayState?: string,
): Promise<Heard> {
  return dial(urls.replyUrl, { form: formBody(message, relayState), cookies });
}

/** A whole sign-in; what the ACS answered. */
export async function signIn(customer: Customer): Promise<Heard> {
  const { requestId, cookies } = await begin(customer.urls.signOnUrl);
  return post(customer, customer.message(requestId), cookies);
}
