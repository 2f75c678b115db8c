import { endpointUrl } from '../../../shared/apps/urls.ts';
import { parseAdministrationFlowId } from '../../../shared/ids/administration-flow-id.ts';
import type { PostedForm } from '../posted-response.ts';

/**
 * Returns the address at which an administrator starts again: the set-up page, not sign-on. Undefined where the message
 * claims to answer another request. The claim of a stranger only changes where their own page leads.
 */
export function setupHrefOf({
  location: { site, tenant },
  inResponseTo,
}: Pick<PostedForm, 'location' | 'inResponseTo'>): string | undefined {
  const isAdministration = parseAdministrationFlowId(inResponseTo ?? '') !== undefined;
  return isAdministration ? endpointUrl(site, tenant, 'setup') : undefined;
}
