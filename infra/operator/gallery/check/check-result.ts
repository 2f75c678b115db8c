import * as v from 'valibot';

const text = v.string();
const time = v.pipe(v.string(), v.isoTimestamp());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What became of one row. `no-answer`: the stage did not answer, or a step before the message failed. */
const rowOutcomes = ['signed-in', 'refused', 'restarted', 'no-answer', 'not-run'] as const;

const rowFields = {
  name: text,
  title: text,
  flow: v.picklist(['sp', 'idp']),
  expected: v.picklist(['signed-in', 'refused', 'restarted']),
  outcome: v.picklist(rowOutcomes),
  verdict: v.picklist(['pass', 'fail', 'skip']),
  /** What was found, as a sentence. */
  found: text,
  /** The page of Microsoft's that asks for it; undefined: Latchkey's own rule. */
  asks: v.exactOptional(text),
  at: v.exactOptional(time),
  milliseconds: v.exactOptional(count),
  status: v.exactOptional(count),
  /** The code of the refusal, from the stage's own log. */
  problem: v.exactOptional(text),
  /** What the page shows, and what `flow show` finds. */
  reference: v.exactOptional(text),
  /** The text that the person saw. */
  screen: v.exactOptional(text),
};

/** A row as `--json` prints it. */
const galleryRowOutput = v.strictObject(rowFields);

const checkFields = {
  app: text,
  displayName: text,
  version: text,
  /** The stage, or the address of a local run. */
  place: v.exactOptional(text),
  origin: text,
  tenant: text,
  startedAt: time,
  seconds: v.pipe(v.number(), v.minValue(0)),
  passed: v.boolean(),
  /** Tenants of runs that were killed, which this run removed. */
  removedLeftovers: v.array(text),
};

/** The result as `--json` prints it. */
export const galleryCheckOutput = v.strictObject({ ...checkFields, rows: v.array(galleryRowOutput) });

/** The result as the file keeps it: each row with its page. */
export const galleryCheckFile = v.strictObject({
  ...checkFields,
  rows: v.array(v.strictObject({ ...rowFields, page: v.exactOptional(text) })),
});

/** The result of a run, with the HTML of every page. */
export type GalleryCheck = v.InferOutput<typeof galleryCheckFile>;

/** The result of one row. */
export type CheckedRow = GalleryCheck['rows'][number];

/** Returns a result without its pages. */
export function withoutPages({ rows, ...check }: GalleryCheck): v.InferOutput<typeof galleryCheckOutput> {
  return { ...check, rows: rows.map(({ page: _, ...row }) => row) };
}
