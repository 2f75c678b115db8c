import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const harness = new URL('..', import.meta.url).pathname;
const vitest = new URL('../../../node_modules/vitest/vitest.mjs', import.meta.url).pathname;

let folder: string;
beforeAll(async () => {
  // Inside the project, where the test finds vitest.
  const results = join(harness, '../../test-results');
  await mkdir(results, { recursive: true });
  folder = await mkdtemp(join(results, 'run-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs vitest on one test with this body, by the set-up and the reporters of this project. */
async function runOf(body: string): Promise<{ readonly exitCode: unknown; readonly printed: string }> {
  const test = join(folder, 'one.test.ts');
  await writeFile(test, `import { it } from 'vitest';\nit('writes', () => {\n${body}\n});\n`);
  const config = join(folder, 'vitest.config.ts');
  const settings = {
    include: [test],
    setupFiles: [join(harness, 'set-up.ts')],
    reporters: ['default', join(harness, 'stray-output-reporter.ts')],
  };
  await writeFile(config, `export default { test: ${JSON.stringify(settings)} };\n`);
  const words = [vitest, 'run', '--config', config, '--root', folder];
  return new Promise((resolve) => {
    execFile(process.execPath, words, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : error.code, printed: stdout + stderr });
    });
  });
}

it.each<[what: string, body: string]>([
  ['on the console', "console.log('left here');"],
  ['on the standard output', "process.stdout.write('left here\\n');"],
  ['on the standard error', "process.stderr.write('left here\\n');"],
])('a run whose test writes %s fails', async (_, body) => {
  const { exitCode, printed } = await runOf(body);
  expect(printed).toContain('1 passed');
  expect(printed).toContain('The tests wrote 1 times where only vitest writes');
  expect(exitCode).toBe(1);
});

it('a run whose test logs as the product does shows nothing of it and passes', async () => {
  const line = JSON.stringify({ level: 'WARN', message: 'left here' });
  const { exitCode, printed } = await runOf(`process.stdout.write(${JSON.stringify(`${line}\n`)});`);
  expect(printed).not.toContain('left here');
  expect(exitCode).toBe(0);
});
