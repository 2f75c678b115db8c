import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { maximumBodyBytes } from '../../shared/http/body.ts';
import { toBase64 } from '../fixtures/post.ts';
import { genuineOf } from './genuine.ts';
import { digestedShapes } from './growth/digested-shapes.ts';
import { parsedShapes } from './growth/parsed-shapes.ts';
import { outcomeOf, verdictOn } from './verdict.ts';

/** What a body has room for: base64 takes a quarter of it. */
const sizeLimit = Math.floor(0.72 * maximumBodyBytes);
const slowestAtLimitMs = 50;
/** Below this the clock and the machine decide, not the message. */
const noiseMs = 5;

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

      const halfMs = best(() => verdictOn(half, genuine.world));
      const wholeMs = best(() => verdictOn(whole, genuine.world));

      expect(wholeMs).toBeLessThan(slowestAtLimitMs);
      expect(wholeMs).toBeLessThan(2 * halfMs + noiseMs);
    },
  );
});

function best(act: () => void): number {
  let fastest = Number.POSITIVE_INFINITY;
  for (let slot = 0; slot < 5; slot += 1) {
    const start = performance.now();
    act();
    fastest = Math.min(fastest, performance.now() - start);
  }
  return fastest;
}
