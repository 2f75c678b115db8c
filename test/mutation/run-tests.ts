import { type DeclaredTest, suitesAround } from './registry.ts';

/** One test that has run. */
export interface RanTest {
  readonly id: string;
  readonly failure: string | undefined;
  readonly milliseconds: number;
}

type Suite = DeclaredTest['suite'];

/**
 * Runs `tests` one after the other, each suite's hooks around those that are of it. `before` is told of each.
 * @param bail whether the first failure ends the run
 */
export async function runTests(
  tests: readonly DeclaredTest[],
  bail: boolean,
  before: (id: string | undefined) => void = () => {},
): Promise<readonly RanTest[]> {
  const ran: RanTest[] = [];
  const open: Suite[] = [];
  for (const test of tests) {
    const start = performance.now();
    const failure = await failureOf(async () => {
      await leaveOthers(open, test.suite);
      await enter(open, test.suite);
      before(test.id);
      await runOne(test);
    });
    before(undefined);
    ran.push({ id: test.id, failure, milliseconds: performance.now() - start });
    if (failure !== undefined && bail) break;
  }
  await failureOf(() => leaveOthers(open, undefined));
  return ran;
}

async function runOne({ suite, act }: DeclaredTest): Promise<void> {
  const suites = suitesAround(suite);
  const ends: unknown[] = [];
  try {
    for (const { beforeEach } of suites) for (const hook of beforeEach) ends.push(await call(hook));
    await act();
  } finally {
    for (const { afterEach } of suites.toReversed()) for (const hook of afterEach) await call(hook);
    for (const end of ends.toReversed()) await callIfAny(end);
  }
}

async function enter(open: Suite[], suite: Suite): Promise<void> {
  for (const entered of suitesAround(suite).slice(open.length)) {
    open.push(entered);
    for (const hook of entered.before) {
      const end = await call(hook);
      if (typeof end === 'function') entered.ends.push(end as Hook);
    }
  }
}

/** Leaves the suites that `next` is not in. */
async function leaveOthers(open: Suite[], next: Suite | undefined): Promise<void> {
  const around = next === undefined ? [] : suitesAround(next);
  while (open.length > 0 && open.at(-1) !== around[open.length - 1]) {
    const { after = [], ends = [] } = open.pop() ?? {};
    for (const hook of [...after, ...ends.splice(0).toReversed()]) await call(hook);
  }
}

type Hook = (...values: never[]) => unknown;

const call = (hook: Hook): unknown => (hook as () => unknown)();

/** What a hook returns is called at the end of what it is a hook of. */
const callIfAny = (end: unknown): unknown => (typeof end === 'function' ? call(end as Hook) : undefined);

async function failureOf(act: () => Promise<void>): Promise<string | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    return error instanceof Error ? `${error.message}` : `${error}`;
  }
}
