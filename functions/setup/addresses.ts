import { endpointUrl } from '../../shared/apps/urls.ts';
import type { SetupStep } from '../../shared/tenants/draft/connection-draft.ts';
import type { TenantLocation } from '../location.ts';

/** The query parameter that names a page of the set-up. */
export const pageParameter = 'step';

/** The query parameter that names a file: the script of the pages, or the list of sign-ins. */
export const fileParameter = 'file';

/** The values of {@link pageParameter}. */
export type SetupPageName =
  | SetupStep
  | 'renew'
  | 'done'
  | 'log'
  | 'accounts'
  | 'import'
  | 'colleagues'
  | 'left';

/** Returns the path and query of a tenant's set-up page. Every form posts to it. */
export function setupPath(
  { site, tenant }: TenantLocation,
  parameters: Readonly<Record<string, string>> = {},
): string {
  const url = new URL(endpointUrl(site, tenant, 'setup'));
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return `${url.pathname}${url.search}`;
}

/** Returns the path and query of one page of the set-up. */
export function pagePath(location: TenantLocation, page: SetupPageName): string {
  return setupPath(location, { [pageParameter]: page });
}
