import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, vi } from 'vitest';
import { answers } from './listeners.ts';

const document = new URL('../../docs/reference/local-run.md', import.meta.url);
/** Below the project, so that it finds Express. */
const folder = new URL('../../node_modules/.cache/latchkey/', import.meta.url);

/** Runs the Express application of docs/reference/local-run.md as it is written there. Returns how to end it. */
export async function startExpressExample(port: number, latchkeyPort: number): Promise<() => Promise<void>> {
  const [, source] = /```js\n(.*?)```/s.exec(readFileSync(document, 'utf8')) ?? [];
  if (source === undefined) throw new Error('The document has no application');
  const file = fileURLToPath(new URL(`express-example-${port}.mjs`, folder));
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, source);
  const child: ChildProcess = spawn(process.execPath, [file], {
    env: { ...process.env, PORT: `${port}`, LATCHKEY_PORT: `${latchkeyPort}` },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await vi.waitFor(async () => expect(await answers('127.0.0.1', port)).toBe(true), 20_000);
  return async () => {
    const ended = once(child, 'exit');
    child.kill();
    await ended;
    rmSync(file, { force: true });
  };
}
