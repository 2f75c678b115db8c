import { hostPattern, type Site } from '../apps/site.ts';
import type { AppId } from '../ids/app-id.ts';
import { canMatchSame } from './ambiguous-templates.ts';

/**
 * Returns whether a redirect template can lead to a host where another app of the deployment stands, and its own does
 * not: the code would reach that app.
 */
export function isOfAnotherApp(sites: readonly Site[], app: AppId, template: string): boolean {
  const host = hostPattern({ origin: template.replace(/^(https?:\/\/[^/?]+).*$/, '$1') } as Site);
  const isOwn = sites.some((site) => site.app.id === app && hostPattern(site) === host);
  return !isOwn && sites.some((site) => site.app.id !== app && canMatchSame(hostPattern(site), host));
}
