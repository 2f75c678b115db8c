/** The most characters that a path to return to may have. */
export const maximumReturnToLength = 1024;

// Visible ASCII as a URL writes it. A browser reads `\` as `/`, drops tabs and line breaks, and trims blanks.
const charactersOfAPath = /^\/[\x21\x23-\x3b\x3d\x3f-\x5b\x5d-\x7e]*$/;

// What some proxy or framework behind us could decode to a slash, a backslash or a control character right
// after the first slash, however often it was encoded.
const disguisedStart = /^\/%(?:25)*(?:2f|5c|7f|[01][0-9a-f])/i;

const someOrigin = 'https://origin.invalid';

/**
 * The path of the tenant's own origin in `text` (`/reports/7?x=1#y`), unchanged, or undefined where it is
 * anything else: another origin in whatever disguise (`//evil`, `/\evil`, `https:evil`, `%2f%2fevil`,
 * `/.//evil`), another scheme, white space or control characters, more than 1,024 characters. Characters
 * beyond ASCII are to be percent-encoded, as a browser's own `location.pathname` has them.
 */
export function parseReturnTo(text: string): string | undefined {
  if (text.length > maximumReturnToLength) return undefined;
  if (!charactersOfAPath.test(text) || disguisedStart.test(text)) return undefined;
  const url = URL.parse(text, someOrigin);
  // The browser's own reading has the last word, dot segments resolved: `/.//evil` is the path `//evil`.
  if (url === null || url.origin !== someOrigin || url.pathname.startsWith('//')) return undefined;
  return disguisedStart.test(url.pathname) ? undefined : text;
}
