import { isRealClock } from '../fixtures/facts.ts';
import { isVerify, oneEach } from '../harness/tier.ts';
import type { Acceptance, Attack } from './attack.ts';
import type { AppName, SigningMode } from './world.ts';

/** Rows about one thing. */
export interface Chapter<Row> {
  readonly about: string;
  readonly rows: readonly Row[];
  /** Whether the rows stand at the very second of `facts.now`, and are judged then under every clock. */
  readonly toTheSecond?: boolean;
}

/** A section of the corpus, with the ways to fool a service provider and what is genuine beside them. */
export interface Section {
  readonly about: string;
  readonly refused: readonly Chapter<Attack>[];
  readonly accepted: readonly Chapter<Acceptance>[];
}

/** One row in one of its apps and signing modes: what one test sends. */
export interface Case<Row> {
  readonly app: AppName;
  readonly mode: SigningMode;
  readonly row: Row;
}

const allApps: readonly AppName[] = ['timetrack', 'trakstar'];
const allModes: readonly SigningMode[] = ['assertion', 'response'];

/** Every row in each of its apps and modes. */
export function casesOf<Row extends Attack | Acceptance>({ rows }: Chapter<Row>): readonly Case<Row>[] {
  return rows.flatMap(variantsOf);
}

/** Every row once, in turn in each of its apps and modes. */
export function oneCaseEach<Row extends Attack | Acceptance>({ rows }: Chapter<Row>): readonly Case<Row>[] {
  return oneEach(rows, variantsOf);
}

/**
 * What a run of the corpus runs: every case. The corpus by the machine's clock is a second run of the same, of which
 * `npm test` runs every row once.
 */
export function casesToRun<Row extends Attack | Acceptance>(chapter: Chapter<Row>): readonly Case<Row>[] {
  return isRealClock && !isVerify ? oneCaseEach(chapter) : casesOf(chapter);
}

function variantsOf<Row extends Attack | Acceptance>(row: Row): readonly Case<Row>[] {
  return (row.apps ?? allApps).flatMap((app) => (row.modes ?? allModes).map((mode) => ({ app, mode, row })));
}
