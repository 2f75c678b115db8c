/**
 * The id of an app profile, `^[a-z0-9][a-z0-9-]{0,31}$`. {@link parseAppId} makes one of unknown text; a plain `string`
 * is none. It is part of stored keys and of cookies, which separate their parts with `#` and `.`.
 */
export type AppId = Lowercase<string>;

/** What {@link parseAppId} accepts, as a regular expression's source without anchors. */
export const appIdPattern = '[a-z0-9][a-z0-9-]{0,31}';

const wholeAppId = new RegExp(`^${appIdPattern}$`);

/** Returns the app id in `text`, or undefined where it is invalid. It does not tell whether there is such an app. */
export function parseAppId(text: string): AppId | undefined {
  return wholeAppId.test(text) ? (text as AppId) : undefined;
}
