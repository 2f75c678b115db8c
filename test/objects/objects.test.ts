import { describe, expect, expectTypeOf, it } from 'vitest';
import { defined } from '../../shared/objects/defined.ts';
import { keysOf } from '../../shared/objects/keys-of.ts';

describe('defined', () => {
  it('leaves out what is undefined, and nothing else', () => {
    const made = defined({ none: undefined, null: null, zero: 0, empty: '', no: false });
    expect(Object.keys(made)).toEqual(['null', 'zero', 'empty', 'no']);
  });

  it('makes optional what may be undefined', () => {
    const made = defined({ name: 'B.Simon', mail: undefined as string | undefined });
    expectTypeOf(made.name).toEqualTypeOf<string>();
    const user: { name: string; mail?: string } = made;
    expect('mail' in user).toBe(false);
  });
});

describe('keysOf', () => {
  it('returns the keys of a table, in their order and with their types', () => {
    const keys = keysOf({ second: 2, first: 1 });
    expectTypeOf(keys).toEqualTypeOf<('second' | 'first')[]>();
    expect(keys).toEqual(['second', 'first']);
  });
});
