import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleNothing, bundleVerifier } from './bundle.ts';
import type { Contender } from './contenders.ts';
import type { FirstVerdict } from './first-verdict.ts';
import { median } from './statistics.ts';
import { requireRightVerdict, type Task } from './task.ts';

/** What the first message costs a new process, Node's own start taken off. */
export interface ColdFigures {
  readonly coldMs: number;
  readonly bundleKb: number;
  /** Resident memory at its highest, Node's own included. */
  readonly peakMiB: number;
}

const rounds = 15;

/** Starts each verifier's bundle in processes of its own, alternating with each other and with nothing. */
export async function measureCold(
  contenders: readonly Pick<Contender, 'name' | 'file'>[],
  task: Task,
): Promise<ReadonlyMap<string, ColdFigures>> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-bench-'));
  try {
    const taskPath = join(folder, 'task.json');
    await writeFile(taskPath, JSON.stringify(task));
    const nothing = await bundleNothing(folder);
    const runners = await Promise.all(
      contenders.map(async ({ name, file }) => ({
        name,
        bundle: await bundleVerifier(file, folder),
        times: [] as number[],
        peaks: [] as number[],
      })),
    );
    const idleTimes: number[] = [];
    // One round more than is counted: the first one fills the disk cache.
    for (let round = -1; round < rounds; round += 1) {
      const idle = run(nothing.path, taskPath);
      if (round >= 0) idleTimes.push(idle.ms);
      for (const { name, bundle, times, peaks } of runners) {
        const { ms, output } = run(bundle.path, taskPath);
        const { nameId, peakKb } = JSON.parse(output) as FirstVerdict;
        requireRightVerdict(name, nameId, task);
        if (round < 0) continue;
        times.push(ms);
        peaks.push(peakKb / 1024);
      }
    }
    const idleMs = median(idleTimes);
    return new Map(
      runners.map(({ name, bundle, times, peaks }) => [
        name,
        { coldMs: median(times) - idleMs, bundleKb: bundle.kb, peakMiB: median(peaks) },
      ]),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(bundlePath: string, taskPath: string): { ms: number; output: string } {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundlePath, taskPath], {
    encoding: 'utf8',
  });
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(`${bundlePath} ended with ${status}: ${stderr}`);
  return { ms, output: stdout };
}
