import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { useLatchkey } from './running.ts';

const latchkey = await useLatchkey('off');
const root = `${import.meta.dirname}/../..`;

/** The command in a shell that knows what `environment` says, and nothing else. */
async function signOnUrl(
  tenant: string,
  environment: Readonly<Record<string, string>>,
  cwd = root,
): Promise<string> {
  const { PATH } = process.env;
  const command = fileURLToPath(new URL('../../infra/operator/latchkey.ts', import.meta.url));
  const words = [command, 'tenant', 'add', 'timetrack', tenant, '--local', '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, words, {
    cwd,
    env: { PATH, ...environment },
  });
  return JSON.parse(stdout).tenant.entra.signOnUrl;
}

const DYNAMODB_PORT = `${latchkey.dynamoDbPort}`;

describe('the addresses that --local prints', () => {
  it('are those of the running instance where PORT is not set', async () => {
    expect(await signOnUrl('acme', { DYNAMODB_PORT })).toBe(
      `http://acme.timetrack.localhost:${latchkey.port}`,
    );
  });

  it('are those of PORT where it is set', async () => {
    expect(await signOnUrl('globex', { DYNAMODB_PORT, PORT: '4711' })).toBe(
      'http://globex.timetrack.localhost:4711',
    );
  });

  it('need no variable from any folder: PORT, or nothing at all, finds the instance', async () => {
    const host = (tenant: string) => `http://${tenant}.timetrack.localhost:${latchkey.port}`;
    expect(await signOnUrl('initech', { PORT: `${latchkey.port}` }, tmpdir())).toBe(host('initech'));
    // Somebody's own npm start may run beside: then nothing at all means that one, or has to be said.
    const { runningInstances } = await import('../../infra/local/running-record.ts');
    if (runningInstances().length === 1) expect(await signOnUrl('hooli', {}, tmpdir())).toBe(host('hooli'));
  });

  it('are those of the default where the instance that said so was killed', async () => {
    await latchkey.process().stop('SIGKILL');
    const { runningPort } = await import('../../infra/local/running-record.ts');
    expect(runningPort(latchkey.dynamoDbPort)).toBeUndefined();
  });
});
