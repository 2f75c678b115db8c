import { describe, expect, it } from 'vitest';
import type { Tables } from '../../../../shared/store/dynamodb.ts';
import type { StoredItem } from '../../../../shared/store/table.ts';
import { clickAtRandom } from './sequences.ts';

type Item = Readonly<Record<string, unknown>>;

/** The tables as a product sees them that takes each item for another. */
function misread({ tenants, flows }: Tables, change: (item: StoredItem) => StoredItem): Tables {
  return {
    flows,
    tenants: {
      ...tenants,
      async get(key) {
        const found = await tenants.get(key);
        return found && change(found);
      },
      getEach: async (keys, attributes) => (await tenants.getEach(keys, attributes)).map(change),
      async *query(query) {
        for await (const page of tenants.query(query)) yield page.map(change);
      },
    },
  };
}

/** Items of tenants whose draft has a test, with this in the test. */
const withTest = (change: (test: Item, draft: Item) => Item) => (item: StoredItem) => {
  const draft = item['draft'] as Item | undefined;
  const test = draft?.['test'] as Item | undefined;
  return draft && test ? { ...item, draft: { ...draft, test: { ...test, ...change(test, draft) } } } : item;
};

describe('the model of five administrators finds a product', () => {
  it.each<[string, (item: StoredItem) => StoredItem]>([
    ['that activates what failed its test', withTest(() => ({ outcome: 'passed' }))],
    [
      'that activates what was not tested',
      (item) => {
        const draft = item['draft'] as Item | undefined;
        if (draft === undefined || draft['test'] !== undefined) return item;
        const { revision, startedAt: at } = draft;
        return { ...item, draft: { ...draft, test: { revision, at, outcome: 'passed', summary: '' } } };
      },
    ],
    ['that forgets when a test was', withTest(() => ({ at: '2026-12-31T00:00:00.000Z' }))],
    ['that does not see that a link was revoked', ({ revokedAt: _, ...item }) => item],
    [
      'that does not see that an administrator has lost the right',
      (item) => {
        if (item['signInName'] === undefined || item['active'] === undefined) return item;
        const { sessionGeneration: _, ...user } = item;
        return { ...user, administrator: true };
      },
    ],
    [
      'that takes a link for renewals for one that sets up',
      (item) => (item['intent'] === 'renew-certificate' ? { ...item, intent: 'set-up' } : item),
    ],
  ])(
    '%s',
    async (_, change) => {
      const broken = clickAtRandom({
        sequences: 150,
        seed: 20_261_128,
        isShortened: false,
        seenThrough: (tables) => misread(tables, change),
      });
      await expect(broken).rejects.toThrow(/Property failed after \d+ tests/);
    },
    300_000,
  );
});
