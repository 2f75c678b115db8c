import { describe, expect, it } from 'vitest';
import { facts, timeOfVerification } from '../fixtures/facts.ts';
import type { Acceptance, Attack, Post } from './attack.ts';
import { type Genuine, genuineOf } from './genuine.ts';
import { millisecondsOf } from './growth/measure-growth.ts';
import { type Chapter, casesToRun, type Section } from './section.ts';
import { outcomeOf, posted, verdictOn } from './verdict.ts';
import type { World } from './world.ts';

/** No refusal may take longer, in time of the processor; a first one may meet cold code, so the best of three counts. */
const slowestRefusalMs = 100;

/** Runs a whole section. */
export function holds({ refused, accepted }: Section): void {
  refused.forEach(refuses);
  accepted.forEach(accepts);
}

/** Runs every row in each of its apps and modes: the control is accepted, the attack refused by its own code. */
function refuses(chapter: Chapter<Attack>): void {
  const { about, toTheSecond = false } = chapter;
  const verified = (post: Post, world: World) =>
    verdictOn(post, world, toTheSecond ? facts.now : timeOfVerification());
  describe.each(casesToRun(chapter))(`${about}: at $app, $mode signed, refuses`, ({ app, mode, row }) => {
    const genuine = genuineOf(app, mode);

    it(row.name, () => {
      const control = posted(row.control ?? (({ message }) => message), genuine);
      expect(outcomeOf(verified(control, genuine.world))).toBe('accepted');

      const attack = posted(row.attack, genuine);
      expect(attack).not.toStrictEqual(control);
      const code = typeof row.code === 'string' ? row.code : row.code(genuine);
      expect(outcomeOf(verified(attack, genuine.world))).toBe(code);

      expect(bestOfThree(() => verified(attack, genuine.world))).toBeLessThan(slowestRefusalMs);
    });
  });
}

/** Runs every row in each of its apps and modes: the message is accepted, and says what the row says. */
function accepts(chapter: Chapter<Acceptance>): void {
  const { about, toTheSecond = false } = chapter;
  describe.each(casesToRun(chapter))(`${about}: at $app, $mode signed, accepts`, ({ app, mode, row }) => {
    const genuine: Genuine = genuineOf(app, mode);

    it(row.name, () => {
      const now = toTheSecond ? facts.now : timeOfVerification();
      const verdict = verdictOn(posted(row.message, genuine), genuine.world, now);
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

function bestOfThree(act: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 3 && best >= slowestRefusalMs; turn += 1) {
    best = Math.min(best, millisecondsOf(act));
  }
  return best;
}
