import { Worker } from 'node:worker_threads';
import { genuineOf } from '../attacks/genuine.ts';
import { digestedShapes } from '../attacks/growth/digested-shapes.ts';
import { parsedShapes } from '../attacks/growth/parsed-shapes.ts';
import { facts } from '../fixtures/facts.ts';
import { toBase64 } from '../fixtures/post.ts';
import { rounded } from './layout.ts';
import type { Task } from './task.ts';

/** How long one verifier takes to its verdict on one hostile shape; null: it was stopped. */
export interface HostileRow {
  readonly shape: string;
  readonly name: string;
  readonly figures: readonly { readonly sizeKb: number; readonly ms: number | null }[];
}

/** Of the form field, which is what the body limit of 256 kB counts. */
const sizesKb = [16, 32, 64, 128, 256];
const timeoutMs = 3_000;
/** The field's name and the percent signs of a form leave a little less than the limit. */
const roomForTheForm = 1_024;

/** Every shape of the attack corpus in every size; a verifier that took too long is spared the larger ones. */
export async function measureHostile(
  files: readonly { name: string; file: string }[],
): Promise<readonly HostileRow[]> {
  const genuine = genuineOf('timetrack', 'assertion');
  const [trusted] = genuine.world.trustedKeys;
  if (trusted?.kind !== 'certificate') throw new Error('the world of the attacks trusts no certificate');
  const rows: HostileRow[] = [];
  for (const { name: shape, make } of [...parsedShapes, ...digestedShapes]) {
    for (const { name, file } of files) {
      const figures: { sizeKb: number; ms: number | null }[] = [];
      for (const sizeKb of sizesKb) {
        const spared = figures.at(-1)?.ms === null;
        const task: Task = {
          samlResponse: toBase64(make(genuine, (sizeKb * 1_024 - roomForTheForm) * 0.75)),
          issuer: genuine.world.issuer,
          identifier: genuine.world.identifier,
          replyUrl: genuine.world.replyUrl,
          certificate: trusted.certificate,
          nameId: facts.signInName,
        };
        figures.push({ sizeKb, ms: spared ? null : await timeOf(file, task) });
      }
      rows.push({ shape, name, figures });
    }
  }
  return rows;
}

/** The fastest of some verdicts in a thread of its own, which is stopped when it takes too long. */
function timeOf(file: string, task: Task): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./hostile-worker.ts', import.meta.url), {
      workerData: { file, task },
    });
    let fastestMs: number | null = null;
    const end = async () => {
      clearTimeout(timer);
      await worker.terminate();
      resolve(fastestMs === null ? null : rounded(fastestMs, 3));
    };
    const timer = setTimeout(end, timeoutMs);
    worker.on('message', (ms: number | 'done') => {
      if (ms === 'done') end();
      else fastestMs = Math.min(fastestMs ?? Number.POSITIVE_INFINITY, ms);
    });
    worker.on('error', reject);
  });
}
