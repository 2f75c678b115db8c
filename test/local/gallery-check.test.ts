import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { useLatchkey } from './running.ts';

const latchkey = await useLatchkey('off');
const folder = mkdtempSync(join(tmpdir(), 'latchkey-gallery-'));
afterAll(() => rmSync(folder, { recursive: true }));

const root = `${import.meta.dirname}/../..`;

/** Starts the command in a process of its own. */
function start(...words: readonly string[]) {
  const child = spawn(process.execPath, ['infra/operator/latchkey.ts', ...words, '--local'], {
    cwd: root,
    env: { ...process.env, PORT: `${latchkey.port}`, DYNAMODB_PORT: `${latchkey.dynamoDbPort}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  let stdout = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  const ended = once(child, 'close').then(([exitCode]) => ({
    exitCode: exitCode as unknown,
    stdout,
    stderr,
  }));
  return { child, ended };
}

const tenants = async (): Promise<readonly { readonly id: string }[]> => {
  const { stdout } = await start('tenant', 'list', '--json').ended;
  return (JSON.parse(stdout) as { tenants: { id: string }[] }).tenants;
};

describe('gallery check of a Latchkey that runs', () => {
  it.each(['timetrack', 'trakstar'])('passes every row of %s over HTTP', async (app) => {
    const { exitCode, stdout } = await start('gallery', 'check', app, '--folder', join(folder, app)).ended;

    expect(stdout).toContain('All rows passed');
    expect(exitCode).toBe(0);
    const { origin } = JSON.parse(readFileSync(join(folder, app, 'check.json'), 'utf8')) as {
      origin: string;
    };
    expect(new URL(origin).port).toBe(String(latchkey.port));
    expect(await tenants()).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('leaves nothing behind after %s', async (signal) => {
    const { child, ended } = start('gallery', 'check', 'timetrack', '--folder', join(folder, signal));
    // The first decision about a message: the run is in the middle of its rows.
    const before = latchkey.process().decisions().length;
    const isUnderWay = () => latchkey.process().decisions().length > before;
    while (!isUnderWay() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill(signal);

    const { exitCode, stderr } = await ended;
    expect(stderr).toContain('Stopped before the end');
    expect(exitCode).toBe(1);
    expect(await tenants()).toEqual([]);
  });
});
