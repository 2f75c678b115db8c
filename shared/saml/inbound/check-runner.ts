import { Problem } from '../../problems/problem.ts';
import type { CheckName } from './checks.ts';

/**
 * Runs one check and returns what it found, as a function that a later check calls. The code that verifies a message
 * hands each check to a runner. So a sign-in, which runs them by {@link failFast}, and a validation report, which runs
 * them by a {@link CheckCollector}, go through the same checks.
 */
export type CheckRunner = <Found>(name: CheckName, step: () => Found) => () => Found;

/** Runs a check at once; the first that throws ends the verification. */
export const failFast: CheckRunner = (_, step) => {
  const found = step();
  return () => found;
};

/** The element that a signature is of. */
export type SignedPlace = 'assertion' | 'response';

/** The result of one check. `not-reached`: the check needs what an earlier one did not find. */
export interface CheckResult {
  readonly name: CheckName;
  /** The element whose signature was checked; undefined for a check that is not about a signature. */
  readonly of?: SignedPlace;
  readonly outcome: 'passed' | 'failed' | 'not-reached';
  /** The problem of a failed check. A sign-in is refused with that of the first failed check. */
  readonly problem?: Problem;
}

/** Thrown by a check that cannot run: an earlier one found nothing, or what it needs is not stored any more. */
export class NotReached extends Error {
  override readonly name = 'NotReached';
}

/** Runs every check that can run, and collects the results in the order in which the checks ran. */
export class CheckCollector {
  readonly #checks: CheckResult[] = [];
  /** Whether a trusted key signed what the checks from now on are about. */
  authenticated = false;

  get checks(): readonly CheckResult[] {
    return this.#checks;
  }

  /** The problem of the first failed check: the one that a sign-in is refused with. */
  get problem(): Problem | undefined {
    return this.#checks.find(({ outcome }) => outcome === 'failed')?.problem;
  }

  /** A {@link CheckRunner} that continues after a check has failed. */
  readonly check: CheckRunner = (name, step) => this.#run(name, step);

  /** Returns a runner for the checks of one signature. */
  checkerAt(of: SignedPlace): CheckRunner {
    return (name, step) => this.#run(name, step, of);
  }

  /** Runs a check that waits for a store. */
  async ask<Found>(name: CheckName, step: () => Promise<Found>): Promise<() => Found> {
    let found: () => Found;
    try {
      const answer = await step();
      found = () => answer;
    } catch (error) {
      found = () => {
        throw error;
      };
    }
    return this.check(name, found);
  }

  /** Adds checks that passed as a part of another check. */
  pass(names: readonly CheckName[]): void {
    for (const name of names) this.#checks.push({ name, outcome: 'passed' });
  }

  /** Adds those of `names` that did not run, as not reached. */
  complete(names: readonly CheckName[]): void {
    const listed = new Set(this.#checks.map(({ name }) => name));
    for (const name of names) if (!listed.has(name)) this.#checks.push({ name, outcome: 'not-reached' });
  }

  #run<Found>(name: CheckName, step: () => Found, of?: SignedPlace): () => Found {
    const add = (result: Omit<CheckResult, 'name' | 'of'>) => {
      this.#checks.push({ name, ...(of === undefined ? {} : { of }), ...result });
    };
    try {
      const found = step();
      add({ outcome: 'passed' });
      return () => found;
    } catch (error) {
      if (error instanceof Problem) {
        add({ outcome: 'failed', problem: this.authenticated ? error.afterVerification() : error });
      } else if (error instanceof NotReached) add({ outcome: 'not-reached' });
      else throw error;
      return () => {
        throw new NotReached();
      };
    }
  }
}

/** Returns what `find` returns, or undefined where the check that it stands for failed or did not run. */
export function ifReached<Found>(find: () => Found): Found | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof NotReached || error instanceof Problem) return undefined;
    throw error;
  }
}
