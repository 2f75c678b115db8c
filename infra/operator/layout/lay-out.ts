import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import { cellSeparator } from '../command-result.ts';
import { layOutTable } from './table.ts';

/**
 * Lays out the text of a command for a terminal: aligns its tables and wraps what is wider than `columns`. It never
 * breaks a command line or an address, which a person copies.
 * @param columns The width of the terminal; undefined for output into a file or a pipe, which is not wrapped.
 */
export function layOut(text: string, columns: number | undefined): string {
  const lines: string[] = [];
  let table: string[] = [];
  const endTable = () => {
    const [indent] = table.map(indentOf).sort((one, other) => one.length - other.length);
    if (indent === undefined) return;
    const rows = table.map((line) => line.slice(indent.length).split(cellSeparator));
    const room = columns === undefined ? undefined : columns - indent.length;
    lines.push(...layOutTable(rows, room).map((line) => `${indent}${line}`.trimEnd()));
    table = [];
  };
  for (const line of text.split('\n')) {
    if (line.includes(cellSeparator)) {
      table.push(line);
      continue;
    }
    endTable();
    lines.push(...(columns === undefined ? [line] : wrappedLine(line, columns)));
  }
  endTable();
  return lines.join('\n');
}

/** Two spaces of a table's own first cell belong to the cell, where the line has no other indentation. */
function indentOf(line: string): string {
  return /^ */.exec(line.slice(0, line.indexOf(cellSeparator)))?.[0] ?? '';
}

/** A command line behind what introduces it: `To see it: npx latchkey tenant show …`. */
const commandLine = /^(?<lead>.*?\S) (?<command>(?:npx latchkey|aws|npm|npx cdk) \S.*)$/;

function wrappedLine(line: string, columns: number): string[] {
  if (stringWidth(line) <= columns) return [line];
  const indent = /^ */.exec(line)?.[0] ?? '';
  if (/^ *(?:\$ |npx |aws )/.test(line)) return [line];
  const { lead, command } = commandLine.exec(line)?.groups ?? {};
  if (lead !== undefined && command !== undefined) {
    return [...wrappedLine(lead, columns), `${indent}  ${command}`];
  }
  const room = Math.max(20, columns - indent.length);
  return wrapAnsi(line.slice(indent.length), room)
    .split('\n')
    .map((part) => `${indent}${part}`);
}
