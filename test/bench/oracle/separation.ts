/** How well one can tell two samples apart by their values. */
export interface Separation {
  /**
   * The chance that a value of the first is below one of the second, ties halved: 0.5 says nothing, 0 or 1 tells
   * every one (area under the ROC curve, Mann-Whitney).
   */
  readonly areaUnderCurve: number;
  /** The largest distance between the two distribution functions (Kolmogorov-Smirnov). */
  readonly distance: number;
}

/** The {@link Separation} of two samples. */
export function separationOf(one: readonly number[], other: readonly number[]): Separation {
  const values = [
    ...one.map((value) => ({ value, isFirst: true })),
    ...other.map((value) => ({ value, isFirst: false })),
  ].sort((a, b) => a.value - b.value);
  let [below, ofSecond, distance, wins] = [0, 0, 0, 0];
  for (let at = 0; at < values.length; ) {
    const { value } = values[at] ?? { value: Number.NaN };
    let [first, second] = [0, 0];
    for (; values[at]?.value === value; at += 1) {
      if (values[at]?.isFirst) first += 1;
      else second += 1;
    }
    wins += second * (below + first / 2);
    below += first;
    ofSecond += second;
    distance = Math.max(distance, Math.abs(below / one.length - ofSecond / other.length));
  }
  return { areaUnderCurve: wins / (one.length * other.length), distance };
}

/**
 * The distance that two samples of one distribution, `size` values each, pass once in a thousand runs, when as many
 * pairs as `pairs` are compared (Kolmogorov-Smirnov, large samples, Bonferroni).
 */
export function criticalDistance(size: number, pairs: number): number {
  const chance = 0.001 / pairs;
  return Math.sqrt(-Math.log(chance / 2) / 2) * Math.sqrt(2 / size);
}

/** The same of the area under the curve, as a distance from 0.5: four standard deviations and a little. */
export function criticalArea(size: number): number {
  return 4.5 * Math.sqrt((2 * size + 1) / (12 * size * size));
}
