import { parentPort, workerData } from 'node:worker_threads';
import type { PrepareVerifier, Task } from './task.ts';

/** What a worker is told apart from a verdict's milliseconds: it has loaded, or it is through with a task. */
export type WorkerWord = 'ready' | 'done';

/** As often as pays: the first verdicts are those of code that has not been compiled. */
const mostRuns = 30;
const enoughMs = 500;

const { prepare } = (await import(`./verifiers/${workerData}.ts`)) as { prepare: PrepareVerifier };

parentPort?.on('message', async (task: Task) => {
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
  parentPort?.postMessage('done' satisfies WorkerWord);
});
parentPort?.postMessage('ready' satisfies WorkerWord);
