import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

const root = new URL('../../', import.meta.url);

/** What a start left behind that was to fail. */
export interface FailedStart {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the product with these variables and options and waits for its end. One that succeeds is killed after 50 seconds. */
export async function startAndFail(
  environment: Readonly<Record<string, string>>,
  words: readonly string[] = [],
): Promise<FailedStart> {
  const child = spawn(process.execPath, ['infra/local/start.ts', ...words], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 50_000,
  });
  const [[exitCode], stdout, stderr] = await Promise.all([
    once(child, 'exit'),
    text(child.stdout),
    text(child.stderr),
  ]);
  return { exitCode, stdout, stderr };
}
