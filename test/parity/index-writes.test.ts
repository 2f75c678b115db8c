import { describe, expect, it } from 'vitest';
import { tableDefinitions } from '../../shared/store/tables.ts';
import { indexWriteUnits } from '../bench/cost/index-writes.ts';
import { type Item, itemBytes, writeUnits } from '../bench/cost/item-size.ts';

const S = (text: string) => ({ S: text });

describe('the size of an item', () => {
  it.each<[Item, number]>([
    [{ id: S('abc') }, 2 + 3],
    [{ é: S('é') }, 2 + 2],
    [{ n: { N: '1795905220' } }, 1 + 6],
    [{ b: { BOOL: true } }, 1 + 1],
    [{ m: { M: { id: S('ab') } } }, 1 + 3 + 1 + 2 + 2],
    [{ l: { L: [S('a'), S('bc')] } }, 1 + 3 + 1 + 1 + 1 + 2],
  ])('of %j is %i bytes', (item, bytes) => expect(itemBytes(item)).toBe(bytes));

  it('is written in units of 1,024 bytes', () => {
    expect([0, 1, 1_024, 1_025].map(writeUnits)).toEqual([0, 1, 1, 2]);
  });
});

describe('a write to the flows', () => {
  const requested: Item = { partitionKey: S('flow'), state: S('requested') };
  const keys = { sessionIndexKey: S('index'), userKey: S('user'), logKey: S('acme'), logTime: S('12:00') };
  const signedIn: Item = { ...requested, ...keys, state: S('signed-in') };
  const { userKey: _, sessionIndexKey: _1, ...rest } = signedIn;
  const signedOut: Item = { ...rest, state: S('signed-out') };

  it.each<[string, Item | undefined, Item | undefined, number]>([
    ['that is in no index', undefined, requested, 0],
    ['that comes into all three', requested, signedIn, 3],
    ['that changes nothing', signedIn, signedIn, 0],
    ['that changes what one index alone copies', signedIn, { ...signedIn, state: S('other') }, 1],
    ['that leaves two and changes in the third', signedIn, signedOut, 3],
    ['that moves in an index', signedIn, { ...signedIn, logTime: S('12:01') }, 2],
    [
      'that is of two units where everything is copied',
      requested,
      { ...signedIn, more: S('x'.repeat(1_024)) },
      4,
    ],
    ['that goes', signedIn, undefined, 3],
  ])('%s takes so many units at its indexes', (_, before, after, units) => {
    expect(indexWriteUnits(tableDefinitions.flows, before, after)).toBe(units);
  });
});
