import type { StoredItem } from '../../../shared/store/table.ts';

/** What an expression speaks of: the item as it is, and the placeholders. */
export interface Context {
  readonly item: StoredItem;
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Reads a value; undefined where the item has none. */
export type Operand = (context: Context) => unknown;
/** Where a value is: the names of attributes, from the outermost. */
export type Path = (context: Context) => readonly string[];

/** Reads an expression of DynamoDB word by word. What no store writes is an error, never a guess. */
export function readerOf(text: string) {
  const words = text.match(/#\w+(?:\.#\w+)*|:\w+|\w+|<=|>=|<>|[=<>+(),]/g) ?? [];
  if (words.join('') !== text.replace(/\s/g, '')) throw new Error(`not understood: ${text}`);
  let at = 0;
  const peek = () => words[at];
  const next = () => words[at++] ?? '';
  const expect = (word: string) => {
    if (next() !== word) throw new Error(`no ${word} at ${at} of ${text}`);
  };
  const isNext = (word: string) => {
    if (peek() !== word) return false;
    at++;
    return true;
  };
  const path = (): Path => {
    const written = next();
    if (!written.startsWith('#')) throw new Error(`${written} is no attribute in ${text}`);
    const placeholders = written.split('.').map((part) => part.slice(1));
    return ({ names }) => placeholders.map((each) => names[each] ?? each);
  };
  const operand = (): Operand => {
    if (isNext('if_not_exists')) {
      expect('(');
      const found = operand();
      expect(',');
      const otherwise = operand();
      expect(')');
      return (context) => found(context) ?? otherwise(context);
    }
    if (peek()?.startsWith(':')) {
      const name = next().slice(1);
      return ({ values }) => {
        if (values[name] === undefined) throw new Error(`:${name} has no value in ${text}`);
        return values[name];
      };
    }
    const where = path();
    return (context) => valueAt(context.item, where(context));
  };
  return { peek, next, expect, isNext, path, operand, isDone: () => at >= words.length };
}

/** Returns the value at a path of an item; undefined where there is none. */
export function valueAt(item: unknown, path: readonly string[]): unknown {
  let value = item;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as StoredItem)[name];
  }
  return value;
}

/** Orders strings by their bytes in UTF-8, as DynamoDB does, and numbers; undefined for two of different types. */
export function order(left: unknown, right: unknown): number | undefined {
  if (typeof left === 'number' && typeof right === 'number') return Math.sign(left - right);
  if (typeof left !== 'string' || typeof right !== 'string') return undefined;
  return left === right ? 0 : Buffer.compare(Buffer.from(left), Buffer.from(right));
}
