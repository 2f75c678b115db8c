import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import type { Acceptance, Attack } from './attack.ts';
import { type Genuine, genuineOf } from './genuine.ts';
import { outcomeOf, posted, verdictOn } from './verdict.ts';
import type { AppName, SigningMode } from './world.ts';

const allApps: readonly AppName[] = ['timetrack', 'trakstar'];
const allModes: readonly SigningMode[] = ['assertion', 'response'];

/** No refusal may take longer; a first one may meet a cold cache or a busy machine, so the best of three counts. */
const slowestRefusalMs = 100;

/** Runs every row in each of its apps and modes: the control is accepted, the attack refused by its own code. */
export function refuses(section: string, rows: readonly Attack[]): void {
  describe.each(situations(rows))(`${section}: at $app, $mode signed, refuses`, ({ app, mode, row }) => {
    const genuine = genuineOf(app, mode);

    it(row.name, () => {
      const control = posted(row.control ?? (({ message }) => message), genuine);
      expect(outcomeOf(verdictOn(control, genuine.world))).toBe('accepted');

      const attack = posted(row.attack, genuine);
      expect(attack).not.toStrictEqual(control);
      const code = typeof row.code === 'string' ? row.code : row.code(genuine);
      expect(outcomeOf(verdictOn(attack, genuine.world))).toBe(code);

      expect(bestOfThree(() => verdictOn(attack, genuine.world))).toBeLessThan(slowestRefusalMs);
    });
  });
}

/** Runs every row in each of its apps and modes: the message is accepted, and says what the row says. */
export function accepts(section: string, rows: readonly Acceptance[]): void {
  describe.each(situations(rows))(`${section}: at $app, $mode signed, accepts`, ({ app, mode, row }) => {
    const genuine: Genuine = genuineOf(app, mode);

    it(row.name, () => {
      const verdict = verdictOn(posted(row.message, genuine), genuine.world);
      expect(outcomeOf(verdict)).toBe('accepted');
      if (!('accepted' in verdict)) return;
      if (row.nameId !== undefined) expect(verdict.accepted.nameId.value).toBe(row.nameId);
      if (row.attribute !== undefined) {
        const [name, ...values] = row.attribute;
        expect(verdict.accepted.attributes.get(name)).toEqual(values);
      }
    });
  });
}

interface Situation<Row> {
  readonly app: AppName;
  readonly mode: SigningMode;
  readonly row: Row;
}

function situations<Row extends Attack | Acceptance>(rows: readonly Row[]): readonly Situation<Row>[] {
  return rows.flatMap((row) =>
    (row.apps ?? allApps).flatMap((app) => (row.modes ?? allModes).map((mode) => ({ app, mode, row }))),
  );
}

function bestOfThree(act: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 3 && best >= slowestRefusalMs; turn += 1) {
    const start = performance.now();
    act();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}
