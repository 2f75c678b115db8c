import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { WorkerWord } from './hostile-worker.ts';
import type { Task } from './task.ts';

/** From when the verifier has been loaded; a loop cannot be interrupted but by ending its thread. */
const timeoutMs = 3_000;

/** A verifier in a thread of its own, which is ended when a verdict takes too long, and started again. */
export class HostileThread {
  readonly #file: string;
  #worker: Worker | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  /** The fastest of some verdicts in milliseconds; null where the first took too long. */
  async timeOf(task: Task): Promise<number | null> {
    this.#worker ??= await this.#start();
    const worker = this.#worker;
    let fastestMs: number | null = null;
    const ended = new AbortController();
    const { signal } = ended;
    const isDone = await new Promise<boolean>((resolve, reject) => {
      const timer = setTimeout(resolve, timeoutMs, false);
      const hear = (said: number | WorkerWord) => {
        if (typeof said === 'number') fastestMs = Math.min(fastestMs ?? Number.POSITIVE_INFINITY, said);
        else resolve(true);
      };
      worker.on('message', hear).on('error', reject);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        worker.off('message', hear).off('error', reject);
      });
      worker.postMessage(task);
    }).finally(() => ended.abort());
    if (!isDone) await this.end();
    return fastestMs;
  }

  async end(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  async #start(): Promise<Worker> {
    const worker = new Worker(new URL('./hostile-worker.ts', import.meta.url), {
      workerData: this.#file,
      // What a peer has to say of hostile XML is no part of the table.
      stdout: true,
      stderr: true,
    });
    worker.stdout.resume();
    worker.stderr.resume();
    await once(worker, 'message');
    return worker;
  }
}
