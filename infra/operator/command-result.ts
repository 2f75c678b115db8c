import { visibleText } from '../../shared/apps/visible-text.ts';

/** What a command has to say: to a person, and to a program as one JSON document. */
export interface CommandResult {
  /** Lines without the last line end. */
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
  /** What was done all the same: for a person on stderr, for a program in the document. */
  readonly warnings?: readonly { readonly code: string; readonly message: string }[];
  /** The command did what it was asked to, and what it tells is no good news: it ends with 1. */
  readonly hasFailed?: boolean;
}

/** A report that was written, and ends the command with 1. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}

/** Rows with their columns aligned, two blanks apart; anything a terminal could act on is written out. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const clean = rows.map((row) => row.map(printable));
  const widths: number[] = [];
  for (const row of clean) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return clean
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** `text` pushed to the right by two blanks. */
export function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

/** `text` with control and invisible characters written out: `\u{200b}`. Blanks at its ends are layout. */
export function printable(text: string): string {
  const [, before = '', inner = '', after = ''] = /^( *)(.*?)( *)$/su.exec(text) ?? [];
  return `${before}${visibleText(inner)}${after}`;
}

/** `text` as one word of a command line. */
export function quoted(text: string): string {
  return /^[\w@.+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A day as a person reads it, UTC: `2027-03-02`. */
export function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** A point in time as a person reads it, UTC: `2027-03-02 09:15 UTC`. */
export function minute(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
