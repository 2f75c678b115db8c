import { type Address, locate } from '../../shared/apps/locate.ts';
import type { Site } from '../../shared/apps/site.ts';
import type { RefusalContext } from '../../shared/endpoint/problem-response.ts';
import { contextOf, signOnHref } from '../location.ts';
import { wishesOf } from './query.ts';

/** As `contextOf`; "Try again" keeps where the person wanted to go, and under which name. */
export function contextOfSignOn(sites: readonly Site[], address: Address): RefusalContext {
  const location = locate(sites, address);
  const context = contextOf(sites, address);
  if (location?.tenant.kind !== 'named') return context;
  const { site, tenant } = location;
  return { ...context, tryAgainHref: signOnHref({ site, tenant: tenant.id }, wishesOf(address.rawQuery)) };
}
