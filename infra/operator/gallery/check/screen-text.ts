/** Elements whose text no person sees. */
const unseen = /<(head|style|script|svg|template|noscript)\b[^>]*>.*?<\/\1\s*>|<!--.*?-->/gis;

/** Elements that begin or end a line. */
const blocks =
  /<\/?(?:address|article|br|button|dd|div|dl|dt|footer|form|h[1-6]|header|hr|li|main|ol|p|pre|section|summary|table|td|th|tr|ul)\b[^>]*>/gi;

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** The most characters of a page that a result keeps. */
const longestText = 4_000;

/**
 * Returns the text that a person reads on a page, a line for each block. For evidence, not for security: the result is
 * escaped wherever it is shown.
 */
export function screenText(html: string): string {
  const text = html
    .replace(unseen, '')
    .replace(blocks, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,6}));/gi, decoded);
  const lines = text.split('\n').map((line) => line.replaceAll(/\s+/g, ' ').trim());
  return lines
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, longestText);
}

function decoded(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
  const point = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole;
}
