/** A mutant that no test can kill, or need not. */
export interface Survivor {
  readonly file: string;
  /** A part of the line that is mutated. */
  readonly line: string;
  /** What is mutated and what the mutant has instead, as `npm run mutation` prints it. */
  readonly mutant: string;
  readonly because: string;
}

/** The survivors of one file. */
export function survivorsOf(
  file: string,
  rows: readonly (readonly [line: string, mutant: string, because: string])[],
): readonly Survivor[] {
  return rows.map(([line, mutant, because]) => ({ file, line, mutant, because }));
}
