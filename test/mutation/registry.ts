import { format } from 'node:util';

/** What a test or a hook runs. */
type Act = (...values: never[]) => unknown;

/** A `describe`, or the file itself. */
interface Suite {
  readonly names: readonly string[];
  readonly parent: Suite | undefined;
  readonly before: Act[];
  readonly after: Act[];
  /** What the hooks in `before` have returned, to be called after the others. */
  readonly ends: Act[];
  readonly beforeEach: Act[];
  readonly afterEach: Act[];
}

/** One test as a file has declared it. */
export interface DeclaredTest {
  readonly id: string;
  readonly suite: Suite;
  readonly act: () => unknown;
}

const suiteIn = (parent: Suite | undefined, name: string): Suite => ({
  names: [...(parent?.names ?? []), name],
  parent,
  before: [],
  after: [],
  ends: [],
  beforeEach: [],
  afterEach: [],
});

let declared: DeclaredTest[] = [];
let ids = new Set<string>();
let current = suiteIn(undefined, '');

/** The tests that `load` declares, in their order, under the name of their `file`. */
export async function declaredBy(
  file: string,
  load: () => Promise<unknown>,
): Promise<readonly DeclaredTest[]> {
  declared = [];
  ids = new Set();
  current = suiteIn(undefined, file);
  await load();
  return declared;
}

/** A suite and those around it, the outermost first. */
export function suitesAround(suite: Suite): readonly Suite[] {
  return suite.parent === undefined ? [suite] : [...suitesAround(suite.parent), suite];
}

type Body = Act | { readonly retry?: number; readonly timeout?: number };
const actOf = (body: readonly (Body | number | undefined)[]): Act =>
  body.find((part) => typeof part === 'function') ?? (() => undefined);

function declareSuite(name: string, ...body: (Body | number)[]): void {
  const outer = current;
  current = suiteIn(outer, name);
  try {
    (actOf(body) as () => void)();
  } finally {
    current = outer;
  }
}

function declareTest(name: string, ...body: (Body | number)[]): void {
  const path = [...current.names, name].join(' > ');
  let id = path;
  for (let count = 2; ids.has(id); count += 1) id = `${path} (${count})`;
  ids.add(id);
  declared.push({ id, suite: current, act: actOf(body) as () => unknown });
}

/** `it.each(table)(name, act)`: one declaration a row, named as vitest names it. */
const eachOf =
  (declare: (name: string, act: Act) => void) =>
  (table: readonly unknown[]) =>
  (name: string, ...body: (Body | number)[]): void => {
    for (const row of table) {
      const values = Array.isArray(row) ? row : [row];
      const act = actOf(body) as (...all: unknown[]) => unknown;
      declare(nameFor(name, row, values), () => act(...values));
    }
  };

function nameFor(name: string, row: unknown, values: readonly unknown[]): string {
  if (typeof row === 'object' && row !== null && !Array.isArray(row)) {
    return name.replace(/\$([\w.]+)/g, (_, path: string) => {
      let value: unknown = row;
      for (const key of path.split('.')) value = (value as Record<string, unknown>)?.[key];
      return String(value);
    });
  }
  const wanted = name.match(/%[sdifjo]/g)?.length ?? 0;
  return format(name, ...values.slice(0, wanted));
}

export const describe = Object.assign(declareSuite, { each: eachOf(declareSuite) });
export const it = Object.assign(declareTest, { each: eachOf(declareTest) });
export const test = it;
export const beforeAll = (act: Act): unknown => current.before.push(act);
export const afterAll = (act: Act): unknown => current.after.push(act);
export const beforeEach = (act: Act): unknown => current.beforeEach.push(act);
export const afterEach = (act: Act): unknown => current.afterEach.push(act);
