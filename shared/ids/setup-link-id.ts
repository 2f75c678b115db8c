import type { Brand } from './brand.ts';

/** Names a set-up link, `7KQF-M2ZD`, on the operator's list and in the tenant's history. No secret. */
export type SetupLinkId = Brand<string, 'SetupLinkId'>;

const setupLinkIdPattern = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;

/** Returns the link id in `text`, or undefined where it is none. */
export function parseSetupLinkId(text: string): SetupLinkId | undefined {
  return setupLinkIdPattern.test(text) ? (text as SetupLinkId) : undefined;
}
