const first = /^[=+\-@\t\r]/;

/**
 * A CSV document, RFC 4180, with a BOM, by which spreadsheets know UTF-8. No cell is a formula to a spreadsheet: one
 * that would begin as one gets an apostrophe before it, as what people and directories write may stand in any of them.
 */
export function csvDocument(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(text: string): string {
  const harmless = first.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
