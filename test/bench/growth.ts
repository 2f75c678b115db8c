import { randomUUID } from 'node:crypto';
import type { SigningKey } from '../fixtures/keys.ts';
import type { Contender } from './contenders.ts';
import { rounded } from './layout.ts';
import { makeTask } from './make-task.ts';
import { median } from './statistics.ts';
import { requireRightVerdict } from './task.ts';

/** How one verifier's time grows with a person's groups. */
export interface GrowthRow {
  readonly name: string;
  readonly figures: readonly { readonly sizeKb: number; readonly ms: number }[];
}

const sizesKb = [2, 8, 32, 128];
const bytesOfOneGroup = '<AttributeValue></AttributeValue>'.length + 36;
const warmUpMs = 300;
const measuredMs = 1_000;

/** The median verification of a genuine message with so many kB of groups, a verifier and size at a time. */
export async function measureGrowth(
  contenders: readonly Contender[],
  key: SigningKey,
): Promise<readonly GrowthRow[]> {
  const rows = contenders.map(({ name }) => ({ name, figures: [] as { sizeKb: number; ms: number }[] }));
  for (const sizeKb of sizesKb) {
    const count = Math.floor((sizeKb * 1_024) / bytesOfOneGroup);
    const { task } = makeTask(
      key,
      Array.from({ length: count }, () => randomUUID()),
    );
    for (const [at, { name, prepare }] of contenders.entries()) {
      const verify = prepare(task);
      const run = async (forMs: number) => {
        const times: number[] = [];
        for (const end = performance.now() + forMs; times.length < 5 || performance.now() < end; ) {
          const start = performance.now();
          const verdict = verify();
          const nameId = typeof verdict === 'string' ? verdict : await verdict;
          times.push(performance.now() - start);
          requireRightVerdict(name, nameId, task);
        }
        return times;
      };
      await run(warmUpMs);
      rows[at]?.figures.push({ sizeKb, ms: rounded(median(await run(measuredMs)), 3) });
    }
  }
  return rows;
}
