import type { Brand } from './brand.ts';

/**
 * The name of a set-up link. Not a secret. It is stored as `7KQF-M2ZD` and shown as `L-7KQF-M2ZD`, which differs from
 * every reference on a problem page: see {@link shownSetupLinkId}.
 */
export type SetupLinkId = Brand<string, 'SetupLinkId'>;

const setupLinkIdPattern = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;

/** Returns the stored form of the link id in `text`, or undefined where it is invalid. */
export function parseSetupLinkId(text: string): SetupLinkId | undefined {
  return setupLinkIdPattern.test(text) ? (text as SetupLinkId) : undefined;
}

/** Returns a link id in the form that commands show. */
export function shownSetupLinkId(id: string): string {
  return `L-${id}`;
}

/** Returns the link id in typed text: with or without `L-`, in either case; undefined where it is invalid. */
export function readSetupLinkId(text: string): SetupLinkId | undefined {
  return parseSetupLinkId(text.toUpperCase().replace(/^L-/, ''));
}
