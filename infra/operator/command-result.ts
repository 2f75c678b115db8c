import { visibleText } from '../../shared/apps/visible-text.ts';

/** What a command prints: text for a person, or one JSON document for a script. */
export interface CommandResult {
  /** Lines, without a line end after the last. */
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
  /** Concerns about what was done: on stderr, or in the JSON document. */
  readonly warnings?: readonly { readonly code: string; readonly message: string }[];
  /** Whether the command ran and found a problem: it exits with 1. */
  readonly hasFailed?: boolean;
}

/** Thrown after a result with `hasFailed` was printed: the command exits with 1. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}

/** Separates the cells of a row until the text is laid out. A cell has none: `printable` escapes it. */
export const cellSeparator = '\t';

/** Returns rows of a table, each cell as {@link printable} shows it. `layOut` aligns them for the terminal. */
export function aligned(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(printable).join(cellSeparator)).join('\n');
}

/** Returns `text` indented by two spaces. */
export function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

/** Returns `text` with control and invisible characters escaped: `\u{200b}`. Spaces at its ends stay. */
export function printable(text: string): string {
  const [, before = '', inner = '', after = ''] = /^( *)(.*?)( *)$/su.exec(text) ?? [];
  return `${before}${visibleText(inner)}${after}`;
}

/** Returns `text` quoted as one word of a shell command. */
export function quoted(text: string): string {
  return /^[\w@.+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** Formats a day in UTC: `2027-03-02`. */
export function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** Formats a time in UTC: `2027-03-02 09:15 UTC`. */
export function minute(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Formats a count with its noun: "1 user", "3 users". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
