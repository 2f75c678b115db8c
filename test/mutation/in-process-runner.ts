import { globSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type DeclaredTest, declaredBy } from './registry.ts';
import { type RanTest, runTests } from './run-tests.ts';

/** What of Stryker's interface this runner uses. */
interface Options {
  readonly inProcess: { readonly tests: readonly string[]; readonly without: readonly string[] };
}
interface MutantRun {
  readonly activeMutant: { readonly id: string };
  readonly testFilter?: readonly string[];
  readonly hitLimit?: number;
  readonly mutantActivation: 'runtime' | 'static';
  readonly reloadEnvironment: boolean;
}

/** Where instrumented code looks up which mutant is alive, and tells which it has met. */
interface Instrumentation {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: unknown;
}

/**
 * Runs vitest's test files in the process that it is loaded into, and again for each mutant without loading
 * them again: a mutant costs what its tests cost until the first fails. `expect` and `vi` are vitest's own.
 */
class InProcessRunner {
  static readonly inject = ['options'] as const;
  readonly #options: Options;
  readonly #instrumentation: Instrumentation;
  #tests: readonly DeclaredTest[] = [];
  #generation = 0;

  constructor(options: Options) {
    this.#options = options;
    const world = globalThis as { __stryker__?: Instrumentation };
    world.__stryker__ ??= {};
    this.#instrumentation = world.__stryker__;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    const sandbox = pathToFileURL(process.cwd() + sep).href;
    registerHooks({
      resolve: (specifier, context, nextResolve) => {
        const { parentURL = '' } = context;
        // The shim itself, and whatever vitest loads, get vitest's own.
        if (specifier === 'vitest' && parentURL !== shim && isOurs(parentURL, sandbox)) {
          return { url: shim, shortCircuit: true };
        }
        const resolved = nextResolve(specifier, context);
        return isReloaded(resolved.url, sandbox)
          ? { ...resolved, url: `${resolved.url}?generation=${this.#generation}` }
          : resolved;
      },
    });
  }

  async dryRun() {
    await this.#load();
    const ran = await runTests(this.#tests, true, (id) => {
      this.#instrumentation.currentTestId = id;
    });
    return {
      status: 'complete',
      tests: ran.map(asTestResult),
      mutantCoverage: this.#instrumentation.mutantCoverage,
    };
  }

  async mutantRun(run: MutantRun) {
    const { activeMutant, testFilter, hitLimit, mutantActivation, reloadEnvironment } = run;
    const instrumentation = this.#instrumentation;
    instrumentation.hitCount = hitLimit === undefined ? undefined : 0;
    instrumentation.hitLimit = hitLimit;
    instrumentation.activeMutant = mutantActivation === 'static' ? activeMutant.id : undefined;
    try {
      if (reloadEnvironment || this.#tests.length === 0) await this.#load();
    } catch (error) {
      // What cannot even be loaded, every test would notice.
      return { status: 'killed', killedBy: ['load'], failureMessage: `${error}`, nrOfTests: 0 };
    }
    instrumentation.activeMutant = activeMutant.id;
    const wanted = testFilter === undefined ? undefined : new Set(testFilter);
    const tests = this.#tests.filter(({ id }) => wanted?.has(id) ?? true);
    const ran = await runTests(tests, true);
    if (hitLimit !== undefined && (instrumentation.hitCount ?? 0) > hitLimit) {
      return { status: 'timeout', reason: `met more than ${hitLimit} times` };
    }
    const failed = ran.find(({ failure }) => failure !== undefined);
    return failed === undefined
      ? { status: 'survived', nrOfTests: ran.length }
      : {
          status: 'killed',
          killedBy: [failed.id],
          failureMessage: failed.failure ?? '',
          nrOfTests: ran.length,
        };
  }

  async #load(): Promise<void> {
    this.#generation += 1;
    const { tests, without } = this.#options.inProcess;
    const all: DeclaredTest[] = [];
    for (const file of new Set(tests.flatMap((pattern) => globSync(pattern).toSorted()))) {
      const url = pathToFileURL(join(process.cwd(), file)).href;
      all.push(...(await declaredBy(file, () => import(`${url}?generation=${this.#generation}`))));
    }
    this.#tests = all.filter(({ id }) => !without.some((part) => id.includes(part)));
  }
}

/** What test files get as `vitest`. */
const shim = new URL('./vitest.ts', import.meta.url).href;

const isOurs = (url: string, sandbox: string): boolean =>
  url.startsWith(sandbox) && !url.includes('/node_modules/');

/** Keys take long to make and are no part of what is mutated. */
const keptModules = /\/test\/(?:mutation|fixtures\/(?:keys|facts|certificate|der))\b/;

function isReloaded(url: string, sandbox: string): boolean {
  return isOurs(url, sandbox) && !url.includes('?') && !keptModules.test(url);
}

function asTestResult({ id, failure, milliseconds }: RanTest) {
  const result = { id, name: id, timeSpentMs: milliseconds };
  return failure === undefined ? { ...result, status: 0 } : { ...result, status: 1, failureMessage: failure };
}

/** Stryker's name for a list of plug-ins. */
export const strykerPlugins = [{ kind: 'TestRunner', name: 'in-process', injectableClass: InProcessRunner }];
