import { defineConfig } from 'vitest/config';

/**
 * A shared machine may stand still for seconds, which ends whatever waits for a browser or a process. What is wrong
 * stays wrong the second time: no test draws anything new for it.
 */
const retry = process.env['CI'] === undefined ? 0 : 1;

/**
 * One project a kind of test; CONTRIBUTING.md says what each kind proves and what it may touch.
 * `unit` needs nothing but Node. `store` needs a DynamoDB endpoint (an embedded one unless
 * AWS_ENDPOINT_URL_DYNAMODB names another). `browser` needs Chromium, `interop` also SimpleSAMLphp
 * and xmlsec1; both install or demand them in test/set-up.
 */
const kind = (name: string, include: string[], more: Record<string, unknown> = {}) => ({
  test: { name, include, environment: 'node' as const, retry, ...more },
});

export default defineConfig({
  test: {
    projects: [
      kind(
        'unit',
        [
          'test/{apps,docs,endpoint,events,federation-metadata,functions,http,ids,keys,metadata-refresh,objects,observability,pages,problems,saml,setup,sign-in,tenants,users}/**/*.test.ts',
          'test/infra/*/**/*.test.ts',
        ],
        // Sign-ins through the functions make keys and tables: seconds on a busy machine.
        { testTimeout: 30_000 },
      ),
      kind('stacks', ['test/infra/*.test.ts', 'test/parity/*.test.ts'], {
        testTimeout: 60_000,
        hookTimeout: 60_000,
        // One process for all of them: loading CDK and making a stage takes longer than every test of it.
        isolate: false,
        fileParallelism: false,
      }),
      kind('attacks', ['test/attacks/**/*.test.ts'], { testTimeout: 60_000 }),
      kind('real-clock', ['test/attacks/*.test.ts'], {
        exclude: ['test/attacks/{i-growth,corpus}.test.ts'],
        testTimeout: 60_000,
        env: { LATCHKEY_TEST_CLOCK: 'real' },
      }),
      kind('fuzz', ['test/fuzz/**/*.test.ts'], {
        testTimeout: 300_000,
        hookTimeout: 120_000,
        globalSetup: ['test/set-up/programs.ts'],
      }),
      kind('store', ['test/store/**/*.test.ts'], { testTimeout: 30_000 }),
      kind('faults', ['test/faults/**/*.test.ts'], { testTimeout: 60_000 }),
      kind('local', ['test/local/**/*.test.ts'], {
        // The process judges by the real time: so are its messages dated.
        env: { LATCHKEY_TEST_CLOCK: 'real' },
        testTimeout: 60_000,
        hookTimeout: 60_000,
        fileParallelism: false,
      }),
      kind('browser', ['test/browser/**/*.test.ts'], {
        testTimeout: 60_000,
        hookTimeout: 120_000,
        // One process and one Chromium for all files.
        isolate: false,
        fileParallelism: false,
        globalSetup: ['test/set-up/programs.ts'],
      }),
      kind('interop', ['test/interop/**/*.test.ts'], {
        testTimeout: 60_000,
        hookTimeout: 120_000,
        fileParallelism: false,
        globalSetup: ['test/set-up/programs.ts'],
      }),
    ],
  },
});
