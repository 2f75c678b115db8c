import { mean, median, percentile } from './statistics.ts';
import { requireRightVerdict, type Task, type Verify } from './task.ts';

/** Something to be measured warm, and how often a round runs it. */
export interface WarmContender {
  readonly name: string;
  readonly verify: Verify;
  readonly runsPerRound: number;
}

/** Milliseconds a message. */
export interface WarmFigures {
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly perSecond: number;
}

/** Enough for the compiler to have seen what it needs to. */
const warmUpRounds = 20;
const measuredRounds = 40;

/**
 * Measures the contenders in alternating rounds of one process, so that whatever else the machine does meets
 * all of them alike. The first rounds only warm the code up.
 */
export async function measureWarm(
  contenders: readonly WarmContender[],
  task: Task,
): Promise<ReadonlyMap<string, WarmFigures>> {
  const samples = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  for (let round = -warmUpRounds; round < measuredRounds; round += 1) {
    for (const contender of contenders) {
      const times = await runRound(contender, task);
      if (round >= 0) samples.get(contender.name)?.push(...times);
    }
  }
  return new Map([...samples].map(([name, times]) => [name, figuresOf(times)]));
}

/** What the milliseconds of single verifications come to. */
export function figuresOf(times: readonly number[]): WarmFigures {
  return { medianMs: median(times), p99Ms: percentile(times, 0.99), perSecond: 1_000 / mean(times) };
}

async function runRound({ name, verify, runsPerRound }: WarmContender, task: Task): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < runsPerRound; run += 1) {
    const start = performance.now();
    const verdict = verify();
    // Awaiting what is no promise would charge a turn of the event loop to the synchronous ones.
    const nameId = typeof verdict === 'string' ? verdict : await verdict;
    times.push(performance.now() - start);
    requireRightVerdict(name, nameId, task);
  }
  return times;
}
