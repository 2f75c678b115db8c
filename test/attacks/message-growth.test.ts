import { describe, expect, it } from 'vitest';
import { maximumBodyBytes } from '../../shared/http/body.ts';
import { toBase64 } from '../fixtures/post.ts';
import { genuineOf } from './genuine.ts';
import { digestedShapes } from './growth/digested-shapes.ts';
import { expectLinear } from './growth/measure-growth.ts';
import { parsedShapes } from './growth/parsed-shapes.ts';
import { outcomeOf, verdictOn } from './verdict.ts';

/** What a body has room for: base64 takes a quarter of it. */
const sizeLimit = Math.floor(0.72 * maximumBodyBytes);
const slowestAtLimitMs = 50;

// Another process may take the processor at any moment; a cost that really grows fails every time.
describe.each(['assertion', 'response'] as const)('with the %s signed', { retry: 5 }, (mode) => {
  const genuine = genuineOf('timetrack', mode);

  it.each([...parsedShapes, ...digestedShapes])(
    'a message of $name is refused in time that grows no faster than it does',
    ({ make, code }) => {
      const half = { message: '', field: toBase64(make(genuine, sizeLimit / 2)) };
      const whole = { message: '', field: toBase64(make(genuine, sizeLimit)) };
      expect(outcomeOf(verdictOn(whole, genuine.world))).toBe(code);
      expect(whole.field.length).toBeLessThan(maximumBodyBytes);

      expectLinear({
        half: () => verdictOn(half, genuine.world),
        whole: () => verdictOn(whole, genuine.world),
        slowestMs: slowestAtLimitMs,
        noiseMs: 5,
      });
    },
  );
});
