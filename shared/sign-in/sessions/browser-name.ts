/*
 * Which browser signed in, in two letters: what a person recognises among their own sessions. It is told from the
 * User-Agent header by tokens that browsers have kept for years, and decides nothing: anybody can send any header.
 * Libraries for it weigh 5 to 40 kB, as much as a tenth of the assertion consumer, and return text of the header. Here
 * no text of the header is stored or shown: a header says one of the names below, or nothing.
 */

/** The browsers, each by its letter and its token. The first that is found counts: most also claim to be others. */
const browsers = [
  ['e', 'Edge', /\bEdg(?:e|A|iOS)?\//],
  ['o', 'Opera', /\bOPR\//],
  ['v', 'Vivaldi', /\bVivaldi\//],
  ['n', 'Samsung Internet', /\bSamsungBrowser\//],
  ['f', 'Firefox', /\b(?:Firefox|FxiOS)\//],
  ['c', 'Chrome', /\b(?:Chrome|CriOS|Chromium|HeadlessChrome)\//],
  ['s', 'Safari', /\bVersion\/[\d.]+ (?:Mobile\/\w+ )?Safari\//],
] as const;

/** The systems, in the same form. An iPad that asks for pages of the desktop says that it is a Mac. */
const systems = [
  ['w', 'Windows', /\bWindows\b/],
  ['i', 'iOS', /\b(?:iPhone|iPad|iPod)\b/],
  ['a', 'Android', /\bAndroid\b/],
  ['h', 'ChromeOS', /\bCrOS\b/],
  ['m', 'macOS', /\bMacintosh\b|\bMac OS X\b/],
  ['l', 'Linux', /\bLinux\b/],
] as const;

/** Stands for a part that the header does not tell. */
const unknown = '-';

/** The longest beginning of a header that is looked at, in characters. */
const longestHeader = 512;

/** What {@link browserCodeOf} returns. */
export const browserCodePattern = /^[a-z-]{2}$/;

/** A browser and its system, by the names that their makers give them. Undefined: not known. */
export interface BrowserName {
  readonly browser?: string;
  readonly system?: string;
}

/** Returns two letters for the browser of a User-Agent header; undefined where it tells neither browser nor system. */
export function browserCodeOf(userAgent: string | undefined): string | undefined {
  const header = userAgent?.slice(0, longestHeader) ?? '';
  const letters = [browsers, systems].map(
    (table) => table.find(([, , token]) => token.test(header))?.[0] ?? unknown,
  );
  const code = letters.join('');
  return code === unknown + unknown ? undefined : code;
}

/** Returns the names of a code. A letter that a later release added has none. */
export function browserNameOf(code: string | undefined): BrowserName {
  const [browser] = browsers.filter(([letter]) => letter === code?.[0]).map(([, name]) => name);
  const [system] = systems.filter(([letter]) => letter === code?.[1]).map(([, name]) => name);
  return { ...(browser === undefined ? {} : { browser }), ...(system === undefined ? {} : { system }) };
}
