/** How many metrics an alarm may look at. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html */
export const metricsOfAlarm = 10;

/** Returns names for `count` terms: `h0`, `h1`. */
export function termNames(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}`);
}

/** Returns the sum of terms, of which a missing one counts 0: a metric has no value while nothing is counted. */
export function sumExpression(terms: readonly string[]): string {
  return terms.map((term) => `FILL(${term}, 0)`).join(' + ');
}

/** Returns how many of a hundred were refused, 0 below `atLeast`; of the terms `refused` and `accepted`. */
export function refusedExpression(atLeast: number): string {
  return `IF(FILL(refused, 0) >= ${atLeast}, 100 * FILL(refused, 0) / (FILL(refused, 0) + FILL(accepted, 0)), 0)`;
}

/**
 * Returns 1 where `atLeast` sign-ins or more were expected and none was accepted; of the terms `expected` and `accepted`.
 * What was expected is missing where the hourly check did not run: then it is 0.
 */
export function noneOfExpectedExpression(atLeast: number): string {
  return `IF(FILL(expected, 0) >= ${atLeast}, IF(FILL(accepted, 0) < 1, 1, 0), 0)`;
}

/** Returns 1 where one of the terms is below `bound`. A term without a value does not count. */
export function anyBelowExpression(terms: readonly string[], bound: number): string {
  return `IF(${terms.length === 1 ? terms[0] : `MIN([${terms.join(', ')}])`} < ${bound}, 1, 0)`;
}

/**
 * Returns how many of a hundred answers were errors, 0 below `atLeast` errors; of pairs of terms, a number of requests
 * and the errors in percent of them.
 */
export function errorPercentExpression(
  pairs: readonly (readonly [requests: string, percent: string])[],
  atLeast: number,
): string {
  const errors = pairs
    .map(([requests, percent]) => `FILL(${requests}, 0) * FILL(${percent}, 0) / 100`)
    .join(' + ');
  return `IF(${errors} >= ${atLeast}, 100 * (${errors}) / (${sumExpression(pairs.map(([requests]) => requests))}), 0)`;
}

/** Returns `list` in parts of at most `size`. */
export function inParts<Item>(list: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}
