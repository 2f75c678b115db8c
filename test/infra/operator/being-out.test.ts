import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { defined } from '../../../shared/objects/defined.ts';
import { shownThumbprint } from '../../../shared/tenants/keys/trusted-key-identity.ts';
import { facts } from '../../fixtures/facts.ts';
import { ask } from '../../harness/ask.ts';
import { latchkey, useLocalTables } from '../../harness/command.ts';
import { type Customer, customerOf, signInAt } from '../../harness/customer.ts';
import { useLog } from '../../harness/logged.ts';
import { productOver } from '../../harness/product.ts';

/** Whose sessions a command ends, and what it is called after. */
interface Row {
  /** Completes "latchkey …". `<user>` and `<key>` stand for the customer's. */
  readonly commands: readonly string[];
  /** Whether the person can sign in again afterwards. */
  readonly mayReturn: boolean;
  /** A CSV that stands for `<file>`. */
  readonly file?: string;
}

const list = (active: string) => `userPrincipalName,accountEnabled\n${facts.signInName},${active}\n`;

describe('whoever is out is out', () => {
  const local = useLocalTables();
  useLog();
  const product = () => productOver(local.tables());

  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'latchkey-being-out-'));
    return () => rm(folder, { recursive: true });
  });

  const run = async (
    { tenant }: Customer,
    command: string,
    { file = '', cookies = [] }: { readonly file?: string; readonly cookies?: readonly string[] } = {},
  ) => {
    const path = join(folder, `${tenant.id}.csv`);
    await writeFile(path, file);
    const meanings: Readonly<Record<string, readonly string[]>> = {
      '<tenant>': [tenant.app, tenant.id],
      '<user>': [facts.signInName],
      '<key>': tenant.connection.trustedKeys.map(shownThumbprint),
      '<file>': [path],
      '<session>': cookies.flatMap(
        (cookie) => /^__Host-session=[^.]+\.[^.]+\.([^.]+)/.exec(cookie)?.[1] ?? [],
      ),
    };
    const words = command.split(' ').flatMap((word) => meanings[word] ?? [word]);
    const outcome = await latchkey([...words, '--local', '--json'], { environment: local.environment() });
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
    return JSON.parse(outcome.stdout) as Record<string, unknown>;
  };

  const sessionStatus = async (customer: Customer, cookies: readonly string[]) => {
    const [session, welcome, signOn] = await Promise.all([
      ask(product().session, { url: customer.at('/session'), cookies }),
      ask(product().welcome, { url: customer.at('/welcome'), cookies }),
      ask(product().signOn, { url: customer.signOnUrl(), cookies }),
    ]);
    // All three go by one and the same session.
    const isIn = session.statusCode === 200;
    expect([welcome.statusCode === 200, signOn.headers?.['location'] === '/welcome']).toEqual([isIn, isIn]);
    return isIn;
  };

  /** A customer with a person who has signed in. */
  async function signedIn() {
    const customer = await customerOf(product(), 'timetrack');
    return { customer, ...(await signInAt(product(), customer)) };
  }

  const rows: readonly Row[] = [
    { commands: ['user deactivate <tenant> <user>'], mayReturn: false },
    { commands: ['user deactivate <tenant> <user>', 'user activate <tenant> <user>'], mayReturn: true },
    { commands: ['user end-sessions <tenant> <user>'], mayReturn: true },
    { commands: ['session revoke <tenant> <session>'], mayReturn: true },
    { commands: ['session revoke <tenant> --person <user>'], mayReturn: true },
    { commands: ['session revoke <tenant> --all'], mayReturn: true },
    { commands: ['user remove <tenant> <user>'], mayReturn: false },
    { commands: ['user remove <tenant> <user>', 'user add <tenant> <user>'], mayReturn: true },
    { commands: ['user rebind <tenant> <user>'], mayReturn: true },
    { commands: ['user rename <tenant> <user> britta@contoso.com'], mayReturn: true },
    {
      commands: [
        'user rename <tenant> <user> britta@contoso.com',
        'user rename <tenant> britta@contoso.com <user>',
      ],
      mayReturn: true,
    },
    { commands: ['user import <tenant> <file>'], mayReturn: false, file: list('False') },
    { commands: ['tenant disable <tenant>'], mayReturn: false },
    { commands: ['tenant disable <tenant>', 'tenant enable <tenant>'], mayReturn: true },
    { commands: ['tenant end-sessions <tenant>'], mayReturn: true },
    { commands: ['tenant set <tenant> --sso off'], mayReturn: false },
    { commands: ['tenant set <tenant> --sso off', 'tenant set <tenant> --sso on'], mayReturn: true },
    { commands: ['tenant set <tenant> --session-hours 1 --end-sessions'], mayReturn: true },
    { commands: ['tenant remove <tenant>'], mayReturn: false },
    { commands: ['tenant key retire <tenant> <key> --end-sessions'], mayReturn: false },
    { commands: ['tenant key remove <tenant> <key> --end-sessions'], mayReturn: false },
  ];
  it.each(rows.map((row) => ({ ...row, name: row.commands.join(', then ') })))('after $name', async (row) => {
    const { commands, mayReturn, file } = row;
    const { customer, cookies } = await signedIn();
    const colleague = await signedIn();
    expect(await sessionStatus(customer, cookies)).toBe(true);
    for (const command of commands) await run(customer, command, { ...defined({ file }), cookies });

    expect(await sessionStatus(customer, cookies)).toBe(false);
    expect(await sessionStatus(colleague.customer, colleague.cookies)).toBe(true);
    const again = await signInAt(product(), customer).catch(() => undefined);
    expect(again !== undefined && (await sessionStatus(customer, again.cookies))).toBe(mayReturn);
    expect(await sessionStatus(customer, cookies)).toBe(false);
  });

  it.each([
    'user rename <tenant> <user> B.SIMON@CONTOSO.COM',
    'user rename <tenant> <user> --name Britta',
    'user activate <tenant> <user>',
    'user deactivate <tenant> colleague@contoso.com',
    'tenant set <tenant> --session-hours 1',
    'tenant set <tenant> --idle-timeout 15m --maximum-sessions 1',
    'session revoke <tenant> <session> --dry-run',
    'session revoke <tenant> --person <user> --dry-run',
    'session revoke <tenant> --all --dry-run',
    'tenant key retire <tenant> <key>',
    'tenant end-sessions <tenant> --dry-run',
    'tenant set <tenant> --end-sessions --session-hours 1 --dry-run',
    'tenant enable <tenant>',
  ])('and in after %s', async (command) => {
    const { customer, cookies } = await signedIn();
    if (command.includes('colleague')) await run(customer, 'user add <tenant> colleague@contoso.com');
    await run(customer, command, { cookies });

    expect(await sessionStatus(customer, cookies)).toBe(true);
  });

  it('says how many sessions were running, in the flows and in the history', async () => {
    const { customer } = await signedIn();
    await signInAt(product(), customer);

    expect(await run(customer, 'tenant end-sessions <tenant> --reason stolen')).toMatchObject({
      ended: { app: 'timetrack', tenant: customer.tenant.id, sessionsEnded: 2 },
    });
    expect(await run(customer, 'flow list <tenant> --since 1h')).toMatchObject({
      attempts: [{ outcome: 'signed-out' }, { outcome: 'signed-out' }],
    });
    expect(await run(customer, 'tenant history <tenant>')).toMatchObject({
      changes: [
        { events: [{ kind: 'tenant-added' }] },
        { events: [{ kind: 'key-proof', became: 'proven' }] },
        { reason: 'stolen', events: [{ kind: 'sessions-ended' }] },
      ],
    });
    const { stdout } = await local.run(`tenant history timetrack ${customer.tenant.id}`);
    expect(stdout).toMatch(/maria@workstation +stolen +Ended every session$/m);
  });

  it('asks before it ends the sessions of everybody', async () => {
    const { customer, cookies } = await signedIn();
    const { id } = customer.tenant;
    const { exitCode } = await local.run(`tenant end-sessions timetrack ${id}`, { answer: 'y' });

    expect([exitCode, await sessionStatus(customer, cookies)]).toEqual([1, true]);
    const { stdout } = await local.run(`tenant end-sessions timetrack ${id}`, { answer: id });
    expect(stdout).toBe(
      `The TimeTrack tenant ${id}: All earlier sessions are invalid; 1 running session ended.\n`,
    );
  });

  it('tells how many people an import has put out', async () => {
    const { customer } = await signedIn();
    const counts = async (words: string) =>
      (await run(customer, `user import <tenant> <file>${words}`, { file: list('False') }))['import'];

    expect(await counts(' --dry-run')).toMatchObject({ changed: 1, deactivated: 1, sessionsEnded: 0 });
    expect(await counts('')).toMatchObject({ changed: 1, deactivated: 1, sessionsEnded: 1 });
    expect(await counts('')).toMatchObject({ changed: 0, deactivated: 0, sessionsEnded: 0 });
  });
});
