import { Help } from 'commander';

/** The parser's own wrapping: help is plain ASCII, and has to start at once. */
const help = Object.assign(new Help(), { minWidthToWrap: 20 });

/**
 * Wraps help at `columns`: joins the lines of a paragraph first, keeps command lines whole, and keeps the meaning of a
 * row behind its first column.
 */
export function wrappedHelp(text: string, columns: number): string {
  const lines: string[] = [];
  let paragraph: string[] = [];
  const endParagraph = () => {
    if (paragraph.length > 0) lines.push(...wrap(paragraph.join(' '), columns));
    paragraph = [];
  };
  for (const line of text.split('\n')) {
    if (/^\S/.test(line)) {
      paragraph.push(line);
      continue;
    }
    endParagraph();
    lines.push(...row(line, columns));
  }
  endParagraph();
  return lines.join('\n');
}

function row(line: string, columns: number): readonly string[] {
  if (line.length <= columns || /^ *\$ /.test(line)) return [line];
  const [, head = '', meaning = ''] = /^( *\S.*? {2,}| *)(\S.*)$/.exec(line) ?? [];
  const indent = ' '.repeat(head.length);
  return wrap(meaning, Math.max(20, columns - head.length)).map(
    (part, index) => `${index === 0 ? head : indent}${part}`,
  );
}

function wrap(text: string, columns: number): readonly string[] {
  return help.boxWrap(text, columns).split('\n');
}
