import type { Verifier } from './verify.ts';
import { Violation } from './violation.ts';

/** What any input may take, and what each kilobyte adds: an input at the body limit stays below 50 ms. */
const limit = { constantMs: 5, perKilobyteMs: 0.17 } as const;
/** A collection of garbage, or code not compiled yet, may fall into any one; a cost that is real is there every time. */
const attempts = 12;

/**
 * Runs `act` of `verifier`, whose input has `bytes` bytes. What counts is the time that the processor works for this thread,
 * whatever else runs on the machine.
 * @throws Violation where it takes longer, each time, than that allows
 */
export function withinTimeLimit<Result>(
  { isTimed = true }: Verifier,
  bytes: number,
  act: () => Result,
): Result {
  if (!isTimed) return act();
  const allowedMs = limit.constantMs + (bytes / 1_024) * limit.perKilobyteMs;
  let fastestMs = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const start = process.threadCpuUsage();
    const result = act();
    const { user, system } = process.threadCpuUsage(start);
    fastestMs = Math.min(fastestMs, (user + system) / 1_000);
    if (fastestMs <= allowedMs) return result;
  }
  throw new Violation(`${bytes} bytes took ${fastestMs.toFixed(1)} ms, ${allowedMs.toFixed(1)} are allowed`);
}
