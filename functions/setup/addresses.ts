import { endpointUrl } from '../../shared/apps/urls.ts';
import type { SetupStep } from '../../shared/tenants/draft/connection-draft.ts';
import type { TenantLocation } from '../location.ts';

/** The query parameter that says which page of the set-up is meant. */
export const pageParameter = 'step';

/** The query parameter that says that one of the page's own files is meant. */
export const fileParameter = 'file';

/** What {@link pageParameter} may say. */
export type SetupPageName = SetupStep | 'done' | 'left' | 'log' | 'renew';

/** The path, with its query, of the set-up page of a tenant: where forms go. */
export function setupPath(
  { site, tenant }: TenantLocation,
  more: Readonly<Record<string, string>> = {},
): string {
  const url = new URL(endpointUrl(site, tenant, 'setup'));
  for (const [name, value] of Object.entries(more)) url.searchParams.set(name, value);
  return `${url.pathname}${url.search}`;
}

/** The same of one of its pages. */
export function pagePath(location: TenantLocation, page: SetupPageName): string {
  return setupPath(location, { [pageParameter]: page });
}
