import { Problem } from '../../shared/problems/problem.ts';
import { Violation } from './violation.ts';

/** What came of an input: a result, or the code of the Problem by which it was refused. */
export type Outcome<Result> =
  | { readonly result: Result; readonly refused?: undefined }
  | { readonly result?: undefined; readonly refused: string };

/** Runs `act`. @throws Violation where it throws anything but a Problem */
export function outcomeOf<Result>(act: () => Result): Outcome<Result> {
  try {
    return { result: act() };
  } catch (error) {
    if (error instanceof Problem) return { refused: error.code };
    throw new Violation(`threw ${error}`, { cause: error });
  }
}
