/** Something whose cost may grow faster than its input, and what it may take. */
export interface Growth {
  /** Works on half of the input. */
  readonly half: () => void;
  readonly whole: () => void;
  readonly slowestMs: number;
  /** Below this the clock and the machine decide, not the input. */
  readonly noiseMs: number;
}

const mostTurns = 5;

/**
 * Throws unless the whole takes less than `slowestMs` of the processor, and no longer than twice the half. The fastest
 * of at most five turns counts, because the collector of garbage may come in between. The first turn never suffices: it
 * may find cold code, which makes the half look slow.
 */
export function expectLinear({ half, whole, slowestMs, noiseMs }: Growth): void {
  let [halfMs, wholeMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let turn = 0; turn < mostTurns; turn += 1) {
    halfMs = Math.min(halfMs, millisecondsOf(half));
    wholeMs = Math.min(wholeMs, millisecondsOf(whole));
    if (turn > 0 && wholeMs < slowestMs && wholeMs < 2 * halfMs + noiseMs) return;
  }
  throw new Error(`The whole takes ${wholeMs} ms of ${slowestMs} ms, the half ${halfMs} ms`);
}

/** Returns the milliseconds that this thread spends on `act`; what other threads and processes do does not count. */
export function millisecondsOf(act: () => void): number {
  const start = process.threadCpuUsage();
  act();
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1_000;
}
