import { Buffer } from 'node:buffer';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Problem } from '../../shared/problems/problem.ts';
import { rounded } from './layout.ts';
import type { Task } from './task.ts';
import { prepare } from './verifiers/latchkey.ts';

/** What a process holds after so many messages, its garbage collected. */
export interface MemoryRow {
  readonly messages: number;
  readonly heapMiB: number;
  readonly residentMiB: number;
}

const steps = 10;

/** Judges `messages` messages in this process, every tenth of them forged, and weighs it ten times on the way. */
export function measureMemory(task: Task, messages: number): readonly MemoryRow[] {
  const collectGarbage = garbageCollector();
  const verify = prepare(task);
  const verifyForged = prepare({ ...task, samlResponse: forged(task) });
  const weigh = (done: number): MemoryRow => {
    collectGarbage();
    const { heapUsed, rss } = process.memoryUsage();
    const mebibytes = (bytes: number) => rounded(bytes / 1_024 / 1_024, 2);
    return { messages: done, heapMiB: mebibytes(heapUsed), residentMiB: mebibytes(rss) };
  };
  const run = (count: number) => {
    for (let at = 0; at < count; at += 1) {
      if (at % 10 === 9) requireRefusal(verifyForged);
      else verify();
    }
  };
  // What is compiled and made once does not count as growth.
  run(5_000);
  const rows = [weigh(0)];
  for (let step = 1; step <= steps; step += 1) {
    run(Math.round(messages / steps));
    rows.push(weigh(Math.round((messages / steps) * step)));
  }
  return rows;
}

function forged({ samlResponse, nameId }: Task): string {
  const message = Buffer.from(samlResponse, 'base64').toString();
  return Buffer.from(message.replaceAll(nameId, 'admin@contoso.com')).toString('base64');
}

function requireRefusal(verify: () => unknown): void {
  try {
    verify();
  } catch (error) {
    if (error instanceof Problem && error.code === 'signature-digest') return;
    throw error;
  }
  throw new Error('a forged message was accepted');
}

/** `gc`, without a flag on the command line. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
