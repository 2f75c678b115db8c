import { Problem, type ProblemCode } from '../../../shared/problems/problem.ts';

/** The code that `act` is refused by; `done` where it is not, and what is thrown otherwise comes through. */
export function refusalOf(act: () => unknown): ProblemCode | 'done' {
  return problemOf(act)?.code ?? 'done';
}

/** The Problem that `act` ends in, if it does. */
export function problemOf(act: () => unknown): Problem | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}
