import fc from 'fast-check';
import type { Tables } from '../../../../shared/store/dynamodb.ts';
import { type MemoryTables, memoryTables } from '../../../harness/memory/memory-tables.ts';
import { type Click, intents, rareOrders, clicks as sequence } from './clicks.ts';
import { fiveAdministrators } from './five-administrators.ts';
import { expectEverySignerToSignIn, expectNobodyLockedOut } from './rules.ts';

/** How many sequences, from which seed. */
export interface Choices {
  readonly sequences: number;
  readonly seed: number;
  /** What the product finds in its tables. Default: what is there. */
  readonly seenThrough?: (tables: Tables) => Tables;
  /** Whether an order that breaks a rule is made shorter, which takes minutes. Default: yes. */
  readonly isShortened?: boolean;
}

/**
 * Lets five administrators click in random orders, over tables in memory; what is rare among these comes first.
 * Returns how many drafts each of the five has activated.
 * @throws Error that shows the first order of clicks that breaks a rule
 */
export async function clickAtRandom({
  sequences,
  seed,
  seenThrough = (tables) => tables,
  isShortened = true,
}: Choices): Promise<readonly number[]> {
  const memory: MemoryTables = memoryTables();
  const activations = intents.map(() => 0);
  const property = fc.asyncProperty(sequence, async (clicks) => {
    memory.clear();
    for (const who of await clickInOrder(seenThrough(memory.tables), clicks)) {
      activations[who] = (activations[who] ?? 0) + 1;
    }
  });
  const examples = rareOrders.map((clicks): [Click[]] => [[...clicks]]);
  const endOnFailure = !isShortened;
  await fc.assert(property, { numRuns: sequences, seed, examples, endOnFailure, includeErrorInReport: true });
  return activations;
}

/** One sequence, every click of it judged. Returns who activated a draft, in order. */
async function clickInOrder(tables: Tables, clicks: readonly Click[]): Promise<readonly number[]> {
  const world = await fiveAdministrators(tables);
  const activated: number[] = [];
  for (const each of clicks) {
    const before = await world.tenant();
    await world.act(each);
    activated.push(...[(await expectNobodyLockedOut(before, each, world)) ?? []].flat());
  }
  await expectEverySignerToSignIn(world);
  return activated;
}
