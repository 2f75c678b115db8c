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
  const mutated = end.line === start.line ? line.slice(start.column - 1, end.column - 1) : '';
  return {
    file,
    lineNumber: start.line,
    line: line.trim(),
    mutant: `${mutated || `${line.slice(start.column - 1)} …`} => ${replacement.replaceAll(/\s+/g, ' ')}`,
  };
}
