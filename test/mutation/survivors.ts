/** A mutant that no test can kill, or need not. */
export interface Survivor {
  readonly file: string;
  /** A part of the line that is mutated. */
  readonly code: string;
  /** What the mutant has instead of what it mutates. */
  readonly replacement: string;
  readonly because: string;
}

/** Every mutant that may survive. One that does and is not here fails `npm run mutation`. */
export const survivors: readonly Survivor[] = [];
