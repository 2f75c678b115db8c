import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { debianPython } from '../set-up/program-list.ts';
import type { PythonPeer } from './contenders.ts';
import { rounded } from './layout.ts';
import type { Row } from './measurements.ts';
import { median } from './statistics.ts';
import { requireRightVerdict, type Task } from './task.ts';
import { figuresOf } from './warm.ts';

const coldRounds = 7;

interface LoopOutput {
  readonly nameId: string;
  readonly times: readonly number[];
  readonly peakKb: number;
}

/** Measures each peer in processes of its own: one for the warm figures, and some for a first verdict each. */
export async function measurePython(peers: readonly PythonPeer[], task: Task): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-bench-'));
  try {
    const taskPath = join(folder, 'task.json');
    await writeFile(taskPath, JSON.stringify(task));
    const idleTimes = Array.from({ length: coldRounds }, () => run(['-c', 'pass']).ms);
    return peers.map(({ name, module, warmUpRuns, measuredRuns }) => {
      const loop = (warmUp: number, measured: number) => {
        const { ms, output } = run([
          join(import.meta.dirname, 'python/loop.py'),
          ...[module, taskPath, `${warmUp}`, `${measured}`],
        ]);
        const said = JSON.parse(output) as LoopOutput;
        requireRightVerdict(name, said.nameId, task);
        return { ms, ...said };
      };
      const warm = figuresOf(loop(warmUpRuns, measuredRuns).times);
      const cold = Array.from({ length: coldRounds }, () => loop(0, 1));
      return {
        name,
        warmMs: rounded(warm.medianMs, 4),
        p99Ms: rounded(warm.p99Ms, 4),
        perSecond: rounded(warm.perSecond, 1),
        coldMs: rounded(median(cold.map(({ ms }) => ms)) - median(idleTimes), 1),
        bundleKb: null,
        peakMiB: rounded(median(cold.map(({ peakKb }) => peakKb)) / 1_024, 1),
      };
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(args: readonly string[]): { ms: number; output: string } {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(debianPython, ['-B', ...args], { encoding: 'utf8' });
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(`${debianPython} ${args.join(' ')} ended with ${status}: ${stderr}`);
  return { ms, output: stdout };
}
