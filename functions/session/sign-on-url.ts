import { tenantInQuery } from '../../shared/apps/locate.ts';
import { tenantStandsInHost } from '../../shared/apps/site.ts';
import { signOnPathOf } from '../../shared/apps/urls.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { parseReturnTo } from '../../shared/sign-in/browser/return-to.ts';
import { signOnHref } from '../location.ts';
import { anyTenantParameter, type SessionCaller } from './caller.ts';
import { returnToHeader } from './forwarded-headers.ts';

/**
 * Returns where to send a person without a session: the Sign-on URL of the tenant that host or query names, else the page
 * that asks for it, with the address that the proxy says the visitor asked for. Undefined at a host that several apps
 * share, if the query names none of them. Built from the site; of the request only a path of that origin is in it.
 */
export function signOnUrlFor(
  { here, app, rawQuery }: SessionCaller,
  request: EndpointRequest,
): string | undefined {
  const [only, ...others] = app === undefined ? here : here.filter(({ site }) => site.app.id === app);
  if (only === undefined || others.length > 0) return undefined;
  const { site } = only;
  const returnTo = parseReturnTo(request.header(returnToHeader) ?? '');
  const byQuery = tenantInQuery(rawQuery, anyTenantParameter);
  const tenant = only.tenant.kind === 'absent' ? byQuery : only.tenant;
  if (tenant.kind === 'named') return signOnHref({ site, tenant: tenant.id }, { returnTo });
  const path = signOnPathOf(site);
  if (tenantStandsInHost(site) || path === undefined) return undefined;
  const query = returnTo === undefined ? '' : `?${new URLSearchParams({ returnTo })}`;
  return `${site.origin}${path}${query}`;
}
