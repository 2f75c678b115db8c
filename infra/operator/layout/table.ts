import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** What separates columns. */
const gap = '  ';

/** The narrowest column in which the last cell, often a sentence, stands beside the others. */
const narrowestLastColumn = 20;

/** The indentation of a last cell below the others. */
const below = ' '.repeat(6);

/** The narrowest column into which a table is squeezed before its lines run over. */
const narrowestColumn = 8;

/**
 * Lays out rows of cells as lines with aligned columns. A wide character, as in Chinese or an emoji, takes two columns
 * of the terminal. Within `columns` it wraps cells. A last cell that would break inside a word, such as a thumbprint or
 * an address, goes on a line of its own, unbroken, so that it can be copied.
 * @param columns The width to respect; undefined for none.
 */
export function layOutTable(rows: readonly (readonly string[])[], columns: number | undefined): string[] {
  const natural = widthsOf(rows, stringWidth);
  if (columns === undefined || totalOf(natural) <= columns) return rows.map((row) => joined(row, natural));
  if (natural.length === 2) return rows.flatMap((row) => labelled(row, natural[0] ?? 0, columns));
  const whole = widthsOf(rows, longestWord);
  // Where the other cells do not fit even alone, everything wraps.
  if (totalOf(whole) > columns && totalOf(whole.slice(0, -1)) <= columns) {
    const head = squeezed(natural.slice(0, -1), whole.slice(0, -1), columns);
    return rows.flatMap((row) => withLastBelow(row, head, columns));
  }
  const widths = squeezed(natural, whole, columns);
  return rows.flatMap((row) => wrappedRow(row, widths));
}

/** Lays out a row whose last cell goes below the others where its words do not fit beside them. */
function withLastBelow(
  row: readonly string[],
  headWidths: readonly number[],
  columns: number,
): readonly string[] {
  const room = columns - totalOf(headWidths) - gap.length;
  const last = row.at(-1) ?? '';
  if (room >= narrowestLastColumn && longestWord(last) <= room) return wrappedRow(row, [...headWidths, room]);
  const head = row.slice(0, -1);
  return [
    ...(head.every((cell) => cell.trim() === '') ? [] : wrappedRow(head, headWidths)),
    ...wrapAnsi(last, columns - below.length)
      .split('\n')
      .map((line) => `${below}${line}`),
  ];
}

/** Lays out a label and its value. */
function labelled(
  [label = '', value = '']: readonly string[],
  labelWidth: number,
  columns: number,
): string[] {
  const room = columns - labelWidth - gap.length;
  if (stringWidth(value) <= room) return [joined([label, value], [labelWidth])];
  if (label.trim() !== '' && longestWord(value) > room) return [label, `${gap}${value}`];
  return wrappedRow([label, value], [labelWidth, Math.max(room, narrowestColumn)]);
}

function wrappedRow(row: readonly string[], widths: readonly number[]): string[] {
  const cells = row.map((cell, column) => wrapAnsi(cell, widths[column] ?? 0, { hard: true }).split('\n'));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    joined(
      cells.map((lines) => lines[line] ?? ''),
      widths,
    ),
  );
}

function joined(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((cell, column) => `${cell}${' '.repeat(Math.max(0, (widths[column] ?? 0) - stringWidth(cell)))}`)
    .join(gap)
    .trimEnd();
}

/** Makes the widest columns narrower: first those whose words stay whole, then any. */
function squeezed(natural: readonly number[], whole: readonly number[], columns: number): number[] {
  const widths = [...natural];
  for (const least of [whole, whole.map(() => narrowestColumn)]) {
    while (totalOf(widths) > columns) {
      const widest = widestOf(widths, least);
      if (widest === undefined) break;
      widths[widest] = (widths[widest] ?? 0) - 1;
    }
  }
  return widths;
}

/** Returns the widest column that may still become narrower. */
function widestOf(widths: readonly number[], least: readonly number[]): number | undefined {
  let widest: number | undefined;
  widths.forEach((width, column) => {
    if (width > (least[column] ?? 0) && width > (widest === undefined ? 0 : (widths[widest] ?? 0))) {
      widest = column;
    }
  });
  return widest;
}

function totalOf(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, gap.length * (widths.length - 1));
}

function widthsOf(rows: readonly (readonly string[])[], widthOf: (cell: string) => number): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, widthOf(cell));
    });
  }
  return widths;
}

function longestWord(cell: string): number {
  return Math.max(0, ...cell.split(' ').map((word) => stringWidth(word)));
}
