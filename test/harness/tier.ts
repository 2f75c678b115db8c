/**
 * Whether every case runs, as `npm run verify` does before a release. `npm test` runs a sample of what takes minutes by
 * nature: the corpus by the real clock, long random sequences, every order of two requests.
 */
export const isVerify = process.env['LATCHKEY_TEST_TIER'] === 'verify';

/** Returns how long a run is: `whole` in `npm run verify`, else `sample`. */
export function lengthOf<Length>({
  whole,
  sample,
}: {
  readonly whole: Length;
  readonly sample: Length;
}): Length {
  return isVerify ? whole : sample;
}

/**
 * Returns one variant of each row, in turn, so that every row and every variant has its place in the sample; in
 * `npm run verify` every variant of every row.
 */
export function inTurn<Row, Case>(
  rows: readonly Row[],
  variantsOf: (row: Row) => readonly Case[],
): readonly Case[] {
  return isVerify ? rows.flatMap(variantsOf) : oneEach(rows, variantsOf);
}

/** Returns one variant of each row, in turn, in every tier. */
export function oneEach<Row, Case>(
  rows: readonly Row[],
  variantsOf: (row: Row) => readonly Case[],
): readonly Case[] {
  return rows.flatMap((row, index) => {
    const variants = variantsOf(row);
    return variants.slice(index % variants.length).slice(0, 1);
  });
}
