/** The longest line, in characters: that of the formatter of this project. */
const lineWidth = 110;

/**
 * Returns a document as the formatter of this project writes JSON: two spaces, an object over several lines, a list on
 * one line where it fits.
 */
export function formattedDocument(document: Readonly<Record<string, unknown>>): string {
  return `${written(document, '', 0)}\n`;
}

function written(value: unknown, indent: string, before: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const line = `[${value.map((each) => written(each, inner, 0)).join(', ')}]`;
    if (!line.includes('\n') && before + line.length <= lineWidth) return line;
    return `[\n${value.map((each) => `${inner}${written(each, inner, inner.length)}`).join(',\n')}\n${indent}]`;
  }
  const fields = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .map(([name, each]) => {
      const key = `${inner}${JSON.stringify(name)}: `;
      return `${key}${written(each, inner, key.length)}`;
    });
  return `{\n${fields.join(',\n')}\n${indent}}`;
}
