import { sharesReplyUrl } from '../shared/apps/key-space.ts';
import type { Site } from '../shared/apps/site.ts';
import { type Answer, redirect } from '../shared/http/answer.ts';
import type { EndpointRequest } from '../shared/http/request.ts';
import { parseTenantId, type TenantId } from '../shared/ids/tenant-id.ts';
import { namespacePage } from '../shared/pages/namespace-page.ts';
import { page } from '../shared/pages/page-answer.ts';
import { Problem } from '../shared/problems/problem.ts';
import { mailDomainOf } from '../shared/tenants/mail-domains/mail-domain.ts';
import type { MailDomainStore } from '../shared/tenants/mail-domains/mail-domain-store.ts';

/** The parameter in which the page sends a short name or a work e-mail address. */
const organisationParameter = 'organisation';

/** The address that has to know its tenant. */
export interface AddressToComplete {
  /** Its path: the form goes there by GET. */
  readonly path: string;
  /** The parameter that names its tenant. */
  readonly parameter: string;
  /** Its other parameters: the form sends them again. */
  readonly carried: Readonly<Record<string, string>>;
  /** Returns the whole address of a tenant. A work e-mail address is the hint. */
  readonly hrefOf: (tenant: TenantId, loginHint?: string) => string;
}

/**
 * Answers an address that names no tenant. The page asks for it; where the app tells tenants by their issuer, it
 * takes a work e-mail address too, and what it sends leads to the tenant's own address: no request for a short
 * name, at most two for an address. A name and an address that lead to no one are the same problem as any unknown
 * tenant; whether the person has an account is never looked up.
 * @throws Problem `tenant-not-found`
 */
export async function answerWithoutTenant(
  { mailDomains }: { readonly mailDomains: Pick<MailDomainStore, 'find'> },
  site: Site,
  { rawQuery, language }: Pick<EndpointRequest, 'rawQuery' | 'language'>,
  { path, parameter, carried, hrefOf }: AddressToComplete,
): Promise<Answer> {
  const takesMail = sharesReplyUrl(site.app);
  const entered = takesMail ? (new URLSearchParams(rawQuery).get(organisationParameter) ?? '').trim() : '';
  if (entered !== '') {
    if (!entered.includes('@')) return redirect(hrefOf(tenantOfName(entered)));
    return redirect(hrefOf(await tenantOfAddress(mailDomains, site, entered), entered));
  }
  const view = {
    app: site.app,
    signOnPath: path,
    parameter: takesMail ? organisationParameter : parameter,
    takesMail,
    carried,
  };
  return page(200, namespacePage(view, language), 'page-towards-directory');
}

function tenantOfName(entered: string): TenantId {
  const tenant = parseTenantId(entered.toLowerCase());
  if (tenant === undefined) throw new Problem('tenant-not-found', { actual: 'malformed tenant name' });
  return tenant;
}

async function tenantOfAddress(
  mailDomains: Pick<MailDomainStore, 'find'>,
  { app }: Site,
  entered: string,
): Promise<TenantId> {
  const domain = mailDomainOf(entered);
  const tenant = domain && (await mailDomains.find(app.id, domain));
  if (tenant === undefined) throw new Problem('tenant-not-found', { actual: 'an unknown mail domain' });
  return tenant.id;
}
