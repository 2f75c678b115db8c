/** The longest line of prose, in characters. */
const width = 118;

/** `text` in lines of at most 118 characters, the first after `lead`, the others after blanks of its length. */
export function wrapped(text: string, lead = ''): string {
  const indent = ' '.repeat(lead.length);
  const lines: string[] = [];
  let line = lead;
  for (const word of text.split(' ')) {
    const isFirst = line === lead || line === indent;
    if (!isFirst && line.length + 1 + word.length > width) {
      lines.push(line);
      line = `${indent}${word}`;
    } else line = isFirst ? `${line}${word}` : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}

/** A list of points. */
export function points(items: readonly string[]): string {
  return items.map((item) => wrapped(item, '* ')).join('\n');
}

/** One step of a numbered list. */
export function step(text: string): string {
  return wrapped(text, '1. ');
}

/** `text` a step's content further in. */
export function within(text: string): string {
  return text.replace(/^(?=.)/gm, '   ');
}

/** A note as Microsoft's articles have it. */
export function note(text: string): string {
  return wrapped(text)
    .split('\n')
    .reduce((quoted, line) => `${quoted}\n> ${line}`, '> [!NOTE]');
}

/** A table; a bar inside a cell would end it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)]
    .join('\n')
    .replace(/\| {2}\|/g, '| |');
}

/** Returns a link to a heading of the same document, with the anchor that GitHub and Microsoft Learn make of it. */
export function headingLink(title: string): string {
  const anchor = title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-');
  return `[${title}](#${anchor})`;
}

/** Returns what one selects one after the other: `**Settings** > **Single sign-on**`. */
export function menuPath(labels: readonly string[]): string {
  return labels.map((label) => `**${label}**`).join(' > ');
}
