import { performance } from 'node:perf_hooks';
import { Violation } from './violation.ts';

/** What any input may take, and what each kilobyte adds: an input at the body limit stays below 50 ms. */
const limit = { constantMs: 5, perKilobyteMs: 0.17 } as const;
/** Another process may take the processor at any moment; a cost that is real is there every time. */
const attempts = 12;

/** Runs `act`, whose input has `bytes` bytes. @throws Violation where it takes longer, each time, than that allows */
export function withinTimeLimit<Result>(bytes: number, act: () => Result): Result {
  const allowedMs = limit.constantMs + (bytes / 1_024) * limit.perKilobyteMs;
  let fastestMs = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const start = performance.now();
    const result = act();
    fastestMs = Math.min(fastestMs, performance.now() - start);
    if (fastestMs <= allowedMs) return result;
  }
  throw new Violation(`${bytes} bytes took ${fastestMs.toFixed(1)} ms, ${allowedMs.toFixed(1)} are allowed`);
}
