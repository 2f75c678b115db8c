import { readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

/** A document of the project by its path: `docs/operating.md`. */
export function documentAt(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

/** The cells of every row of the first table whose head begins with `firstHeading`, the head left out. */
export function tableIn(text: string, firstHeading: string): string[][] {
  const lines = text.split('\n').map((line) => line.trim());
  const head = lines.findIndex((line) => line.startsWith(`| ${firstHeading} |`));
  if (head < 0) throw new Error(`There is no table of ${firstHeading}`);
  const length = lines.slice(head).findIndex((line) => !line.startsWith('|'));
  return lines.slice(head + 2, length < 0 ? undefined : head + length).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}
