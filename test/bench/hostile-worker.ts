import { parentPort, workerData } from 'node:worker_threads';
import type { PrepareVerifier, Task } from './task.ts';

const { file, task } = workerData as { file: string; task: Task };
const { prepare } = (await import(`./verifiers/${file}.ts`)) as { prepare: PrepareVerifier };

/** As often as pays: the first verdicts are those of code that has not been compiled. */
const mostRuns = 30;
const enoughMs = 500;

const begun = performance.now();
for (let run = 0; run < mostRuns && (run < 3 || performance.now() - begun < enoughMs); run += 1) {
  const verify = prepare(task);
  const start = performance.now();
  try {
    await verify();
  } catch {
    // A refusal is what it should come to; what it costs is the question.
  }
  parentPort?.postMessage(performance.now() - start);
}
parentPort?.postMessage('done');
