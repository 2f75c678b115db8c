import { readFileSync, writeSync } from 'node:fs';
import type { PrepareVerifier, Task } from './task.ts';

/** What a cold process says of itself. */
export interface FirstVerdict {
  readonly nameId: string;
  readonly peakKb: number;
}

/** The whole life of a cold process: reads the task that its argument names, judges it once, reports, ends. */
export async function reportFirstVerdict(prepare: PrepareVerifier): Promise<never> {
  const task = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Task;
  const nameId = await prepare(task)();
  const report: FirstVerdict = { nameId, peakKb: process.resourceUsage().maxRSS };
  writeSync(1, JSON.stringify(report));
  process.exit();
}
