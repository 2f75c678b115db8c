const first = /^[=+\-@\t\r]/;

/**
 * Returns a CSV document, RFC 4180, with a BOM, by which spreadsheets detect UTF-8. A cell that a spreadsheet would
 * read as a formula gets an apostrophe first, because any cell may hold text from people or directories.
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function csvDocument(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(text: string): string {
  const harmless = first.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
