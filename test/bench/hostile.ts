import { genuineOf } from '../attacks/genuine.ts';
import { digestedShapes } from '../attacks/growth/digested-shapes.ts';
import { parsedShapes } from '../attacks/growth/parsed-shapes.ts';
import { facts } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { toBase64 } from '../fixtures/post.ts';
import type { Contender } from './contenders.ts';
import { HostileThread } from './hostile-thread.ts';
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
/** The field's name and the percent signs of a form leave a little less than the limit. */
const roomForTheForm = 1_024;

/** Every shape of the attack corpus in every size; a verifier that took too long is spared the larger ones. */
export async function measureHostile(
  contenders: readonly Pick<Contender, 'name' | 'file'>[],
): Promise<readonly HostileRow[]> {
  const genuine = genuineOf('timetrack', 'assertion');
  const { issuer, identifier, replyUrl } = genuine.world;
  const { certificate } = signingKey();
  const threads = contenders.map(({ name, file }) => ({ name, thread: new HostileThread(file) }));
  const rows: HostileRow[] = [];
  for (const { name: shape, make } of [...parsedShapes, ...digestedShapes]) {
    for (const { name, thread } of threads) {
      const figures: { sizeKb: number; ms: number | null }[] = [];
      for (const sizeKb of sizesKb) {
        const samlResponse = toBase64(make(genuine, (sizeKb * 1_024 - roomForTheForm) * 0.75));
        const task: Task = {
          samlResponse,
          issuer,
          identifier,
          replyUrl,
          certificate,
          nameId: facts.signInName,
        };
        const ms = figures.at(-1)?.ms === null ? null : await thread.timeOf(task);
        figures.push({ sizeKb, ms: ms === null ? null : rounded(ms, 3) });
      }
      rows.push({ shape, name, figures });
    }
  }
  await Promise.all(threads.map(({ thread }) => thread.end()));
  return rows;
}
