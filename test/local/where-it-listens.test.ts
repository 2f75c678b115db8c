import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { useLatchkey } from './running.ts';

const latchkey = await useLatchkey('off');
const root = `${import.meta.dirname}/../..`;

/** The command in a shell that knows DYNAMODB_PORT, and of PORT what `environment` says. */
async function signOnUrl(
  tenant: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { PATH } = process.env;
  const env = { PATH, DYNAMODB_PORT: `${latchkey.dynamoDbPort}`, ...environment };
  const words = ['infra/operator/latchkey.ts', 'tenant', 'add', 'timetrack', tenant, '--local', '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: root, env });
  return JSON.parse(stdout).tenant.entra.signOnUrl;
}

describe('the addresses that --local prints', () => {
  it('are those of the running instance where PORT is not set', async () => {
    expect(await signOnUrl('acme')).toBe(`http://acme.timetrack.localhost:${latchkey.port}`);
  });

  it('are those of PORT where it is set', async () => {
    expect(await signOnUrl('globex', { PORT: '4711' })).toBe('http://globex.timetrack.localhost:4711');
  });

  it('are those of the default where the instance that said so was killed', async () => {
    await latchkey.process().stop('SIGKILL');
    const { runningPort } = await import('../../infra/local/running-record.ts');
    expect(runningPort(latchkey.dynamoDbPort)).toBeUndefined();
  });
});
