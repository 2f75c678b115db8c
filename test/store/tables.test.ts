import { describe, expect, it } from 'vitest';
import { openTablesFrom } from '../../shared/store/dynamodb.ts';
import { expressionNames, expressionValues, setAttributes } from '../../shared/store/expression.ts';
import { tableNamesFrom } from '../../shared/store/tables.ts';

describe('the names of the tables', () => {
  it('come from the environment', () => {
    expect(tableNamesFrom({ TENANTS_TABLE: 'a', FLOWS_TABLE: 'b' })).toEqual({ tenants: 'a', flows: 'b' });
  });

  it.each([
    ['TENANTS_TABLE', { FLOWS_TABLE: 'b' }],
    ['FLOWS_TABLE', { TENANTS_TABLE: 'a', FLOWS_TABLE: '' }],
  ])('are demanded: %s', (variable, environment) => {
    expect(() => openTablesFrom(environment)).toThrow(`${variable} is not set`);
  });
});

describe('an expression', () => {
  it('calls every attribute by its placeholder', () => {
    expect(expressionNames(['SET #a.#b = :x', '#a = :y'], { b: 'b-c' })).toEqual({ '#a': 'a', '#b': 'b-c' });
    expect(expressionNames(['attribute_exists(x)'])).toBeUndefined();
    expect(expressionValues({ x: 1 })).toEqual({ ':x': 1 });
  });

  it('sets what is not undefined', () => {
    expect(setAttributes({ a: 1, b: undefined, c: '' })).toEqual({
      update: 'SET #a = :a, #c = :c',
      values: { a: 1, c: '' },
    });
  });
});
