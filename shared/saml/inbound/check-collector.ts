import { Problem } from '../../problems/problem.ts';
import type { CheckName, CheckRunner } from './checks.ts';
import type { SignedPlace } from './signature/check-signatures.ts';

/** What became of one check. `not-reached`: it needs what an earlier one did not find. */
export interface CheckResult {
  readonly name: CheckName;
  /** Of a check that each signature goes through: of which. */
  readonly of?: SignedPlace;
  readonly outcome: 'passed' | 'failed' | 'not-reached';
  /** Of a failed one: what a message is refused by that fails in nothing before. */
  readonly problem?: Problem;
}

/** Thrown by a step that has nothing to verify: an earlier one found nothing, or nothing is kept any more. */
export class NotReached extends Error {
  override readonly name = 'NotReached';
}

/** Takes every step that can be taken, and keeps what became of each, in the order in which they came. */
export class CheckCollector {
  readonly #checks: CheckResult[] = [];
  /** Whether a trusted key has signed what the steps from now on are about. */
  authenticated = false;

  get checks(): readonly CheckResult[] {
    return this.#checks;
  }

  /** What verification rejects the message by: the first that failed. */
  get problem(): Problem | undefined {
    return this.#checks.find(({ outcome }) => outcome === 'failed')?.problem;
  }

  /** A {@link CheckRunner} that goes on after a step has thrown. */
  readonly check: CheckRunner = (name, step) => this.#take(name, step);

  /** The same for the steps of one signature. */
  checkerAt(of: SignedPlace): CheckRunner {
    return (name, step) => this.#take(name, step, of);
  }

  /** Takes a step that asks somebody. */
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

  /** Lists what passed within another step. */
  pass(names: readonly CheckName[]): void {
    for (const name of names) this.#checks.push({ name, outcome: 'passed' });
  }

  /** Lists those of `names` that nothing came to. */
  complete(names: readonly CheckName[]): void {
    const listed = new Set(this.#checks.map(({ name }) => name));
    for (const name of names) if (!listed.has(name)) this.#checks.push({ name, outcome: 'not-reached' });
  }

  #take<Found>(name: CheckName, step: () => Found, of?: SignedPlace): () => Found {
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

/** What `find` finds, or undefined where the step before it found nothing. */
export function ifReached<Found>(find: () => Found): Found | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof NotReached || error instanceof Problem) return undefined;
    throw error;
  }
}
