import { readFileSync } from 'node:fs';

/** A mutant that no test has killed. */
export interface Alive {
  readonly file: string;
  readonly lineNumber: number;
  readonly line: string;
  /** What is mutated and what the mutant has instead, on one line. */
  readonly mutant: string;
}

/** What came of the mutants of one file. */
export interface FileScore {
  readonly file: string;
  readonly all: number;
  readonly alive: readonly Alive[];
}

interface Position {
  readonly line: number;
  readonly column: number;
}

/** What Stryker's report says of one mutant. */
interface Mutant {
  readonly replacement?: string;
  readonly status: string;
  readonly location: { readonly start: Position; readonly end: Position };
}

interface Report {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

/** Reads a report of Stryker's, file by file. */
export function readScores(path: string): readonly FileScore[] {
  const { files } = JSON.parse(readFileSync(path, 'utf8')) as Report;
  return Object.entries(files).map(([file, { source, mutants }]) => {
    const counted = mutants.filter(({ status }) => !['Ignored', 'CompileError'].includes(status));
    const alive = counted.filter(({ status }) => ['Survived', 'NoCoverage', 'RuntimeError'].includes(status));
    return { file, all: counted.length, alive: alive.map((mutant) => described(file, source, mutant)) };
  });
}

function described(
  file: string,
  source: string,
  { location: { start, end }, replacement = '' }: Mutant,
): Alive {
  const line = source.split('\n')[start.line - 1] ?? '';
  const isOneLine = end.line === start.line;
  const before = isOneLine
    ? line.slice(start.column - 1, end.column - 1)
    : `${line.slice(start.column - 1)} …`;
  const after = replacement.replaceAll(/\s+/g, ' ');
  return { file, lineNumber: start.line, line, mutant: shortened(before, after).join(' => ') };
}

/** Of long ones only what differs, and a little around it. */
function shortened(before: string, after: string): readonly string[] {
  if (before.length < 120) return [before, after];
  let from = 0;
  while (before[from] === after[from]) from += 1;
  let behind = 0;
  while (before.at(-1 - behind) === after.at(-1 - behind)) behind += 1;
  return [before, after].map((text) => `…${text.slice(Math.max(0, from - 9), text.length - behind + 9)}…`);
}
