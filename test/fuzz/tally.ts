/** How often each outcome came: shows that a run has been to more places than one. */
export class Tally {
  readonly #counts = new Map<string, number>();

  count(outcome: string, times = 1): void {
    this.#counts.set(outcome, this.of(outcome) + times);
  }

  of(outcome: string): number {
    return this.#counts.get(outcome) ?? 0;
  }

  /** Every outcome with its count, the most frequent first. */
  entries(): readonly (readonly [outcome: string, count: number])[] {
    return [...this.#counts].sort(([, one], [, other]) => other - one);
  }
}
