import { execFile } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { useLocalTables } from '../../harness/command.ts';

const root = new URL('../../../', import.meta.url);
const trust = [
  '--issuer',
  'http://entra.localhost:8080/x/',
  '--login-url',
  'http://entra.localhost:8080/x/saml2',
];

describe('the latchkey process', () => {
  const local = useLocalTables();

  const spawn = (...args: string[]) =>
    new Promise<{ exitCode: unknown; stdout: string; stderr: string }>((resolve) => {
      const { PATH } = process.env;
      const env = { PATH, ...local.environment() };
      execFile(
        process.execPath,
        ['infra/operator/latchkey.ts', ...args],
        { cwd: root, env },
        (error, stdout, stderr) => {
          resolve({ exitCode: error === null ? 0 : error.code, stdout, stderr });
        },
      );
    });

  it('adds a tenant and a user with options before and after the command', { timeout: 30_000 }, async () => {
    const thumbprint = ['--thumbprint', 'AB '.repeat(20)];
    const added = await spawn(
      '--local',
      'tenant',
      'add',
      'timetrack',
      'acme',
      ...trust,
      ...thumbprint,
      '--json',
    );
    expect(added).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(added.stdout)).toMatchObject({ tenant: { id: 'acme', state: 'active' } });
    const user = await spawn('user', 'add', 'timetrack', 'acme', 'b@contoso.com', '--local');
    expect(user).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('ends with 1 where it is refused, without waiting for an answer', { timeout: 30_000 }, async () => {
    const refused = await spawn('tenant', 'remove', 'timetrack', 'acme', '--local');
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused.stderr).toContain('--yes');
  });

  it('ends with 2 where it makes no sense', { timeout: 30_000 }, async () => {
    const nonsense = await spawn('tenant', 'list', 'nothing', '--json');
    expect(nonsense).toMatchObject({ exitCode: 2, stderr: '' });
    expect(JSON.parse(nonsense.stdout)).toMatchObject({ error: { code: 'usage' } });
  });
});
