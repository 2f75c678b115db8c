import { type Address, locate } from '../../shared/apps/locate.ts';
import type { Site } from '../../shared/apps/site.ts';
import type { ProblemContext } from '../../shared/endpoint/problem-response.ts';
import { problemContextOf, signOnHref } from '../location.ts';
import { signOnParametersOf } from './query.ts';

/** As `contextOf`; "Try again" keeps where the person wanted to go, and under which name. */
export function signOnProblemContext(sites: readonly Site[], address: Address): ProblemContext {
  const location = locate(sites, address);
  const context = problemContextOf(sites, address);
  if (location?.tenant.kind !== 'named') return context;
  const { site, tenant } = location;
  return {
    ...context,
    tryAgainHref: signOnHref({ site, tenant: tenant.id }, signOnParametersOf(address.rawQuery)),
  };
}
