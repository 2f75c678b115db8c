import { beforeAll, describe, expect, it } from 'vitest';
import { parseTenantId } from '../../../shared/ids/tenant-id.ts';
import { dynamoDbTenantStore } from '../../../shared/tenants/store/dynamodb-tenant-store.ts';
import { apps } from '../../fixtures/apps.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { latchkey, useLocalTables } from '../../harness/command.ts';
import { aTenant } from '../../harness/samples.ts';

const acme = parseTenantId('acme') ?? expect.unreachable();
const day = 86_400;

describe('latchkey tenant grace', () => {
  const local = useLocalTables();
  const store = () => dynamoDbTenantStore(local.tables().tenants, apps);
  const run = (...words: string[]) =>
    latchkey(['tenant', 'grace', 'timetrack', 'acme', ...words, '--local'], {
      environment: local.environment(),
    });
  const grace = async () => (await store().find('timetrack', acme))?.connection.grace;

  beforeAll(() => store().add(aTenant({ id: acme })));

  it.each([
    ['3d', secondsAfter(facts.now, 3 * day)],
    ['36h', secondsAfter(facts.now, 1.5 * day)],
    ['2026-11-29T12:00Z', secondsAfter(facts.now, 7 * day)],
  ])('lasts until %s', async (until, expected) => {
    const { exitCode, stdout } = await run('--until', until, '--reason', 'the admin is on holiday');
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: `The TimeTrack tenant acme accepts an expired certificate until ${expected.toISOString().slice(0, 16).replace('T', ' ')} UTC. Every sign-in with it is marked in the log.\n`,
    });
    expect(await grace()).toEqual({ until: expected, givenAt: facts.now, reason: 'the admin is on holiday' });
  });

  it('stands in what is shown of the tenant, and in its history', async () => {
    expect((await local.run('tenant show timetrack acme')).stdout).toMatch(
      /Expired certificates +accepted until 2026-11-29 12:00 UTC: the admin is on holiday/,
    );
    const { changes } = await local.json('tenant history timetrack acme');
    expect((changes as unknown[]).at(-1)).toMatchObject({
      by: 'maria@workstation',
      reason: 'the admin is on holiday',
      events: [{ kind: 'setting', name: 'grace', to: expect.stringContaining('2026-11-29T12:00:00.000Z') }],
    });
  });

  it('ends when it is told to', async () => {
    expect((await run('--end')).stdout).toContain('refuses expired certificates again');
    expect(await grace()).toBeUndefined();
  });

  it.each([
    ['more than 7 days', ['--until', '2026-11-29T12:01Z', '--reason', 'x'], 'at most 7 days'],
    ['8 days', ['--until', '8d', '--reason', 'x'], 'at most 7 days'],
    ['the past', ['--until', '2026-11-22T12:00Z', '--reason', 'x'], 'at most 7 days'],
    ['a time without a zone', ['--until', '2026-11-25T12:00', '--reason', 'x'], 'UTC time'],
    ['a day that is none', ['--until', '2026-13-25T12:00Z', '--reason', 'x'], 'UTC time'],
    ['no reason', ['--until', '3d'], 'enter --until <time> and --reason <text>'],
    ['an empty reason', ['--until', '3d', '--reason', ' '], '1 to 200 characters'],
    ['nothing', [], '--until <time>'],
    ['both', ['--end', '--until', '3d', '--reason', 'x'], 'or only --end'],
  ])('refuses %s', async (_, words, message) => {
    const { exitCode, stderr } = await run(...words);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(await grace()).toBeUndefined();
  });
});
