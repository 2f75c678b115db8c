import type { StoredItem } from '../../../shared/store/table.ts';
import { type Context, type Operand, type Path, readerOf, valueAt } from './expressions.ts';

/** One change of one attribute: its value by the item before the update; undefined removes it. */
interface Assignment {
  readonly path: Path;
  readonly value: Operand;
}

const read = new Map<string, readonly Assignment[]>();

/** Returns an item as an update expression of DynamoDB leaves it; `context.item` stays as it is. */
export function updated(expression: string, context: Context): StoredItem {
  let assignments = read.get(expression);
  if (assignments === undefined) {
    assignments = compile(expression);
    read.set(expression, assignments);
  }
  const changes = assignments.map(({ path, value }) => [path(context), value(context)] as const);
  return changes.reduce<StoredItem>((item, [path, value]) => withValue(item, path, value), context.item);
}

function withValue(item: StoredItem, [name = '', ...rest]: readonly string[], value: unknown): StoredItem {
  if (rest.length === 0) {
    const { [name]: _, ...others } = item;
    return value === undefined ? others : { ...others, [name]: value };
  }
  const inner = item[name];
  if (typeof inner !== 'object' || inner === null) throw invalid(`there is no map ${name}`);
  return { ...item, [name]: withValue(inner as StoredItem, rest, value) };
}

const invalid = (message: string) => Object.assign(new Error(message), { name: 'ValidationException' });

function compile(text: string): readonly Assignment[] {
  const reader = readerOf(text);
  const assignments: Assignment[] = [];
  const set = (): Assignment => {
    const path = reader.path();
    reader.expect('=');
    const first = required(reader.operand(), text);
    if (!reader.isNext('+')) return { path, value: first };
    const second = required(reader.operand(), text);
    return { path, value: (context) => sum(first(context), second(context)) };
  };
  const add = (): Assignment => {
    const path = reader.path();
    const amount = reader.operand();
    return { path, value: (context) => sum(valueAt(context.item, path(context)) ?? 0, amount(context)) };
  };
  const remove = (): Assignment => ({ path: reader.path(), value: () => undefined });
  const clauses: Readonly<Record<string, () => Assignment>> = { SET: set, ADD: add, REMOVE: remove };
  while (!reader.isDone()) {
    const clause = clauses[reader.next()];
    if (clause === undefined) throw new Error(`not understood: ${text}`);
    do assignments.push(clause());
    while (reader.isNext(','));
  }
  return assignments;
}

function required(operand: Operand, text: string): Operand {
  return (context) => {
    const value = operand(context);
    if (value === undefined) throw invalid(`an attribute is missing that ${text} reads`);
    return value;
  };
}

function sum(left: unknown, right: unknown): number {
  if (typeof left !== 'number' || typeof right !== 'number') throw invalid('only numbers can be added');
  return left + right;
}
