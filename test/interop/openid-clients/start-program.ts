import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { answers } from '../../local/listeners.ts';

/** A program that runs for a test. */
export interface RunningProgram {
  /** What it wrote on stderr. */
  faults(): string;
  stop(): Promise<void>;
}

const startMilliseconds = 30_000;

/** Starts a program that listens on `port` of 127.0.0.1, and waits until it does. @throws Error with what it wrote */
export async function startProgram(
  command: readonly [string, ...string[]],
  port: number,
  environment: Readonly<Record<string, string>>,
  cwd?: string,
): Promise<RunningProgram> {
  const [program, ...args] = command;
  const child: ChildProcess = spawn(program, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  });
  let written = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    written += text;
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  };
  const deadline = Date.now() + startMilliseconds;
  while (!(await answers('127.0.0.1', port))) {
    if (child.exitCode === null && Date.now() < deadline) {
      await wait(50);
      continue;
    }
    const code = child.exitCode;
    await stop();
    throw new Error(`${program} does not listen (${code ?? 'running'}): ${written}`);
  }
  return { faults: () => written, stop };
}
