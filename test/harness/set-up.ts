import { afterAll, vi } from 'vitest';
import { isLogLine } from './log-lines.ts';

/**
 * Runs before each file of tests. Files of one project share a process, so whatever a file replaces is put back,
 * variables that the local run sets included. The product's log is no output of the tests: a test that reads it uses
 * `useLog`.
 */
const environment = { ...process.env };

afterAll(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  vi.useRealTimers();
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
});

const silenced = Symbol.for('latchkey.log-is-silent');

// Below the spies of the tests, which get every line and are removed without it.
if (!(silenced in process.stdout)) {
  const write = process.stdout.write.bind(process.stdout) as (...all: readonly unknown[]) => boolean;
  const silently = (chunk: unknown, ...more: readonly unknown[]) => isLogLine(chunk) || write(chunk, ...more);
  Object.assign(process.stdout, { write: silently, [silenced]: true });
}
