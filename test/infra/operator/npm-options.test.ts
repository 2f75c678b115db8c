import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProgram, loadEveryCommand } from '../../../infra/operator/program.ts';
import type { Terminal } from '../../../infra/operator/terminal.ts';
import { dynamoDbTenantStore } from '../../../shared/tenants/store/dynamodb-tenant-store.ts';
import { dynamoDbUserStore } from '../../../shared/users/dynamodb-user-store.ts';
import { apps } from '../../fixtures/apps.ts';
import { latchkey, useLocalTables } from '../../harness/command.ts';
import { aTenant } from '../../harness/samples.ts';

const root = new URL('../../../', import.meta.url);

function optionsOf(command: Command): readonly string[] {
  return [...command.options.map(({ long }) => long ?? ''), ...command.commands.flatMap(optionsOf)];
}
const terminal = {
  hasColors: false,
  environment: {},
  write() {},
  writeError() {},
} as Partial<Terminal> as Terminal;
const program = createProgram(terminal);
await loadEveryCommand(program, terminal);
const everyOption = [...new Set(optionsOf(program))];
const variable = (option: string) => `npm_config_${option.slice(2).replaceAll('-', '_')}`;

describe('an option that npm kept', () => {
  const local = useLocalTables();
  const { tenant, id } = (() => {
    const added = aTenant();
    return { tenant: added, id: added.id };
  })();
  let folder = '';
  const path = () => join(folder, 'users.csv');
  const everyone = () => dynamoDbUserStore(local.tables().tenants).list('timetrack', id);
  const line = () => ['user', 'import', 'timetrack', id, path(), '--local'];

  beforeAll(async () => {
    await dynamoDbTenantStore(local.tables().tenants, apps).add(tenant);
    folder = await mkdtemp(join(tmpdir(), 'latchkey-npm-'));
    await writeFile(path(), 'userPrincipalName\nb.simon@contoso.com\n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('there are some to keep', () => expect(everyOption.length).toBeGreaterThan(30));

  it.each(everyOption)('%s: nothing is written, and the way to type it is told', async (option) => {
    const kept = { [variable(option)]: 'true', npm_lifecycle_event: 'latchkey' };
    const environment = { ...local.environment(), ...kept };
    const { exitCode, stdout, stderr } = await latchkey(line(), { environment });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`npm took ${option} for itself. Nothing was done.`);
    expect(stderr).toContain('npx latchkey');
    expect(await everyone()).toEqual([]);
  });

  it('--local, which npm drops without a trace: no place is guessed', async () => {
    const environment = {
      ...local.environment(),
      ...{ TENANTS_TABLE: 'latchkey-tenants', FLOWS_TABLE: 'latchkey-flows', AWS_REGION: 'us-east-1' },
      npm_lifecycle_event: 'latchkey',
    };
    const { exitCode, stderr } = await latchkey(line().slice(0, -1), { environment });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('TENANTS_TABLE names latchkey-tenants. Nothing was done.');
    expect(await everyone()).toEqual([]);
  });

  it('is none where npm says no, or where npx answers its own question', async () => {
    const environment = { ...local.environment(), npm_config_dry_run: '', npm_config_yes: 'true' };
    const { exitCode } = await latchkey(['tenant', 'list', '--local'], { environment });
    expect(exitCode).toBe(0);
  });
});

describe('the command as a person types it', { timeout: 60_000 }, () => {
  const local = useLocalTables();
  const { id } = aTenant();
  let folder = '';
  const everyone = () => dynamoDbUserStore(local.tables().tenants).list('timetrack', id);
  const type = (...words: string[]) =>
    new Promise<{ exitCode: unknown; stdout: string; stderr: string }>((resolve) => {
      const [program = '', ...more] = words;
      const { PATH, HOME } = process.env;
      // No registry is asked: the project brings the command.
      const env = { PATH, HOME, ...local.environment(), npm_config_offline: 'true' };
      execFile(program, more, { cwd: root, env }, (error, stdout, stderr) =>
        resolve({ exitCode: error === null ? 0 : error.code, stdout, stderr }),
      );
    });

  beforeAll(async () => {
    await dynamoDbTenantStore(local.tables().tenants, apps).add(aTenant({ id }));
    folder = await mkdtemp(join(tmpdir(), 'latchkey-npm-'));
    await writeFile(join(folder, 'users.csv'), 'userPrincipalName\nb.simon@contoso.com\n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  const line = (...options: string[]) => [
    ...['user', 'import', 'timetrack', id, join(folder, 'users.csv')],
    ...options,
  ];

  it('npm run without -- writes nothing, whichever option it keeps', async () => {
    const dry = await type('npm', 'run', 'latchkey', ...line('--local', '--dry-run'));
    expect(dry.exitCode).toBe(2);
    expect(dry.stderr).toContain('npm took --dry-run for itself');
    const staged = await type('npm', 'run', 'latchkey', ...line('--stage', 'beta'));
    expect(staged.exitCode).toBe(2);
    expect(staged.stderr).toContain('npm took --stage for itself');
    expect(await everyone()).toEqual([]);
  });

  it('npx hands on every option', async () => {
    const dry = await type('npx', 'latchkey', ...line('--local', '--dry-run'));
    expect(dry).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Nothing was written') });
    expect(await everyone()).toEqual([]);
    const refused = await type('npx', 'latchkey', 'tenant', 'list', 'nothing');
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.not.stringContaining('npm took') });
  });

  it.each(['npx', 'npm run', 'npm exec --'])(
    '%s: the prefix of npm itself is no option that it kept',
    async (start) => {
      const dashes = start === 'npm run' ? ['--'] : [];
      const listed = await type(...start.split(' '), 'latchkey', ...dashes, 'tenant', 'list', '--local');
      expect(listed).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(id) });
    },
  );

  it('npm run with -- keeps working', async () => {
    expect(await type('npm', 'run', 'latchkey', '--', ...line('--local'))).toMatchObject({ exitCode: 0 });
    expect(await everyone()).toHaveLength(1);
  });

  it('an older Node starts the one of the packages', async () => {
    const { PATH = '' } = process.env;
    const older = PATH.split(':')
      .filter((each) => !each.includes('node_modules'))
      .join(':');
    const found = await type(
      '/usr/bin/env',
      `PATH=${older}`,
      'infra/operator/launcher.mjs',
      'tenant',
      'list',
      '--local',
    );
    expect(found).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(id) });
  });
});
