import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { isVerify } from './test/harness/tier.ts';

/**
 * A busy machine may stop for seconds, which ends whatever waits for a browser or a process. A real fault fails the
 * second time too: no test draws new random input on a retry. The reporter lists what passed only then.
 */
const retry = process.env['CI'] === undefined ? 0 : 1;

/** Tests of sign-ins that need a database; everything else of `fast` runs without one. */
const withDatabase = [
  'test/sign-in/{answered-request,begin,diagnose-for-tenant,session,session-length,sign-in}.test.ts',
  'test/metadata-refresh/refresh-tenant.test.ts',
];
/** Tests that start programs: npm, npx, a shell, the command in a process of its own. */
const processes = [
  'test/infra/operator/{completion,npm-options,process}.test.ts',
  'test/infra/package/*.test.ts',
  'test/harness/runs/*.test.ts',
];
/** Synthesized stages outside the folder of their tests: a document made of them, and what a deployment changes. */
const withStages = ['test/docs/cost.test.ts', 'test/infra/changes/*.test.ts'];

/**
 * One project a kind of test; CONTRIBUTING.md says what each kind proves and what it needs. Files of one project share
 * worker processes unless it says `isolate`, because starting a process and loading the code takes longer than most
 * tests; `test/harness/set-up.ts` puts back what a file replaced. Projects of one worker run after all others.
 */
const kind = (name: string, include: string[], more: Record<string, unknown> = {}) => ({
  test: {
    name,
    include,
    environment: 'node' as const,
    setupFiles: ['test/harness/set-up.ts'],
    isolate: false,
    retry,
    // One worker a core: vitest itself has nothing to do while they run.
    maxWorkers: availableParallelism(),
    ...more,
  },
});

/** One process after the other, each file in one of its own. */
const oneByOne = { isolate: true, maxWorkers: 1, fileParallelism: false } as const;
/** One process for all files: loading CDK or starting Chromium takes longer than most of the tests. */
const inOneProcess = { maxWorkers: 1, fileParallelism: false, sequence: { groupOrder: 1 } } as const;
const byRealClock = { LATCHKEY_TEST_CLOCK: 'real' } as const;

export default defineConfig({
  test: {
    reporters: [
      'default',
      './test/harness/stray-output-reporter.ts',
      './test/harness/retried-tests-reporter.ts',
    ],
    projects: [
      kind(
        'fast',
        [
          'test/{apps,claims,endpoint,events,federation-metadata,http,ids,keys,metadata-refresh,objects,observability,openid,pages,problems,saml,session-ends,setup,sign-in,tenants,users}/**/*.test.ts',
        ],
        { exclude: withDatabase, testTimeout: 30_000 },
      ),
      kind(
        'unit',
        [
          ...withDatabase,
          'test/{docs,functions}/**/*.test.ts',
          'test/harness/*.test.ts',
          'test/infra/*/**/*.test.ts',
        ],
        // Sign-ins through the functions make keys and tables: seconds on a busy machine.
        { exclude: [...processes, ...withStages], testTimeout: 30_000 },
      ),
      kind('stacks', ['test/infra/*.test.ts', 'test/parity/*.test.ts', ...withStages], {
        ...inOneProcess,
        testTimeout: 60_000,
        hookTimeout: 60_000,
      }),
      kind('attacks', ['test/attacks/**/*.test.ts'], { testTimeout: 60_000 }),
      kind('real-clock', ['test/attacks/*.test.ts'], {
        // How cost grows does not depend on the clock.
        exclude: [
          'test/attacks/{message-growth,corpus}.test.ts',
          ...(isVerify ? [] : ['test/attacks/*growth.test.ts']),
        ],
        testTimeout: 60_000,
        env: byRealClock,
      }),
      kind('fuzz', ['test/fuzz/**/*.test.ts'], {
        testTimeout: 300_000,
        hookTimeout: 120_000,
        globalSetup: ['test/set-up/programs.ts'],
      }),
      kind('store', ['test/store/**/*.test.ts'], { testTimeout: 30_000 }),
      // The tables in memory, on which thousands of sequences run, keep the contract of the engines.
      kind('store-in-memory', ['test/store/**/*.test.ts'], {
        exclude: ['test/store/{create-tables,tables}.test.ts'],
        testTimeout: 30_000,
        env: { LATCHKEY_TEST_TABLES: 'memory' },
      }),
      kind('faults', ['test/faults/**/*.test.ts'], { testTimeout: 60_000 }),
      kind('local', ['test/local/**/*.test.ts', ...processes], {
        ...oneByOne,
        // The process judges by the real time: so are its messages dated.
        env: byRealClock,
        testTimeout: 60_000,
        hookTimeout: 60_000,
      }),
      kind('browser', ['test/browser/**/*.test.ts'], {
        ...inOneProcess,
        testTimeout: 60_000,
        hookTimeout: 120_000,
        globalSetup: ['test/set-up/programs.ts'],
      }),
      kind('interop', ['test/interop/**/*.test.ts'], {
        ...oneByOne,
        testTimeout: 60_000,
        hookTimeout: 120_000,
        globalSetup: ['test/set-up/programs.ts'],
      }),
    ],
  },
});
