import type { Brand } from './brand.ts';

/**
 * Names a set-up link. No secret. It is stored as `7KQF-M2ZD` and shown as `L-7KQF-M2ZD`, which no reference of a problem
 * page looks like: see {@link shownSetupLinkId}.
 */
export type SetupLinkId = Brand<string, 'SetupLinkId'>;

const setupLinkIdPattern = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;

/** Returns the link id in `text`, as it is stored, or undefined where it is none. */
export function parseSetupLinkId(text: string): SetupLinkId | undefined {
  return setupLinkIdPattern.test(text) ? (text as SetupLinkId) : undefined;
}

/** Returns a link id as commands show it. */
export function shownSetupLinkId(id: string): string {
  return `L-${id}`;
}

/** Returns the link id in what a person typed: with or without `L-`, in either case; undefined where it is none. */
export function readSetupLinkId(text: string): SetupLinkId | undefined {
  return parseSetupLinkId(text.toUpperCase().replace(/^L-/, ''));
}
