import { isDeepStrictEqual } from 'node:util';
import { type Context, type Operand, order, readerOf } from './expressions.ts';

type Holds = (context: Context) => boolean;

const read = new Map<string, Holds>();

/** Whether a condition of DynamoDB holds for an item; the empty item where there is none. */
export function holds(condition: string, context: Context): boolean {
  let compiled = read.get(condition);
  if (compiled === undefined) {
    compiled = compile(condition);
    read.set(condition, compiled);
  }
  return compiled(context);
}

const comparisons: Readonly<Record<string, (left: unknown, right: unknown) => boolean>> = {
  '=': (left, right) => left !== undefined && isDeepStrictEqual(left, right),
  '<>': (left, right) => !isDeepStrictEqual(left, right),
  '<': (left, right) => (order(left, right) ?? 0) < 0,
  '<=': (left, right) => (order(left, right) ?? 1) <= 0,
  '>': (left, right) => (order(left, right) ?? 0) > 0,
  '>=': (left, right) => (order(left, right) ?? -1) >= 0,
};

function compile(text: string): Holds {
  const reader = readerOf(text);
  const anyOf = (): Holds => {
    const parts = [allOf()];
    while (reader.isNext('OR')) parts.push(allOf());
    return (context) => parts.some((part) => part(context));
  };
  const allOf = (): Holds => {
    const parts = [one()];
    while (reader.isNext('AND')) parts.push(one());
    return (context) => parts.every((part) => part(context));
  };
  const one = (): Holds => {
    if (reader.isNext('(')) {
      const inner = anyOf();
      reader.expect(')');
      return inner;
    }
    for (const [name, wanted] of [
      ['attribute_exists', true],
      ['attribute_not_exists', false],
    ] as const) {
      if (!reader.isNext(name)) continue;
      const [operand] = operands(1);
      return (context) => (operand?.(context) !== undefined) === wanted;
    }
    if (reader.isNext('begins_with')) {
      const [whole, start] = operands(2);
      return (context) => String(whole?.(context) ?? '').startsWith(String(start?.(context)));
    }
    const left = reader.operand();
    if (reader.isNext('BETWEEN')) {
      const from = reader.operand();
      reader.expect('AND');
      const to = reader.operand();
      return (context) =>
        (order(left(context), from(context)) ?? -1) >= 0 && (order(left(context), to(context)) ?? 1) <= 0;
    }
    const compare = comparisons[reader.next()];
    if (compare === undefined) throw new Error(`not understood: ${text}`);
    const right = reader.operand();
    return (context) => compare(left(context), right(context));
  };
  const operands = (count: number): Operand[] => {
    reader.expect('(');
    const found = [reader.operand()];
    while (found.length < count) {
      reader.expect(',');
      found.push(reader.operand());
    }
    reader.expect(')');
    return found;
  };
  const whole = anyOf();
  if (!reader.isDone()) throw new Error(`not understood: ${text}`);
  return whole;
}
