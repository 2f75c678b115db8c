import { describe, expect, it } from 'vitest';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { ask } from '../../harness/ask.ts';
import { latchkey, useLocalTables } from '../../harness/command.ts';
import { type Customer, customerOf, signInAt } from '../../harness/customer.ts';
import { useLog } from '../../harness/logged.ts';
import { productOver } from '../../harness/product.ts';

interface Shown {
  readonly session: string;
  readonly who: string;
  readonly reason?: string;
}

describe('the sessions of a tenant', () => {
  const local = useLocalTables();
  useLog();
  const product = () => productOver(local.tables());

  const run = async (line: string, now = facts.now): Promise<Record<string, unknown>> => {
    const words = [...line.split(' '), '--local', '--json'];
    const { stdout, exitCode } = await latchkey(words, { environment: local.environment(), now });
    return { exitCode, ...(JSON.parse(stdout) as object) };
  };
  const sessionsOf = async (customer: Customer, more = '', now = facts.now) => {
    const { sessions } = (await run(`session list timetrack ${customer.tenant.id}${more}`, now)) as {
      readonly sessions: readonly Shown[];
    };
    return sessions;
  };
  const name = (customer: Customer) => `timetrack ${customer.tenant.id}`;
  const status = async (customer: Customer, cookies: readonly string[]) =>
    (await ask(product().session, { url: customer.at('/session'), cookies })).statusCode;

  it('are listed with what tells them apart, and nothing that opens them', async () => {
    const customer = await customerOf(product(), 'timetrack');
    const { cookies } = await signInAt(product(), customer);
    const { stdout } = await local.run(`session list ${name(customer)}`);

    expect(stdout.replace(/_[\w-]+$/m, '_1').split('\n')).toEqual([
      'SIGNED IN (UTC)   WHO             HOW           BROWSER  LAST USED (UTC)  ENDS (UTC)        SESSION',
      '2026-11-22 12:00  B…@contoso.com  sp-initiated                            2026-11-22 20:00  _1',
      '',
    ]);
    const [listed] = await sessionsOf(customer, ` ${facts.signInName} --reveal`);
    expect(listed).toEqual({
      session: expect.stringMatching(/^_/),
      user: customer.user.id,
      who: facts.signInName,
      signedInAt: facts.now.toISOString(),
      launch: 'sp-initiated',
      expiresAt: secondsAfter(facts.now, 28_800).toISOString(),
      issuer: customer.tenant.connection.issuer,
    });
    const secret =
      cookies
        .find((each) => each.startsWith('__Host-session='))
        ?.split('.')
        .at(-1) ?? '';
    expect(secret).toHaveLength(43);
    expect(JSON.stringify(listed)).not.toContain(secret);
  });

  it('are those that the next request accepts, and no others', async () => {
    const customer = await customerOf(product(), 'timetrack');
    const first = await signInAt(product(), customer);
    await signInAt(product(), customer);
    expect(await sessionsOf(customer)).toHaveLength(2);
    expect(await sessionsOf(customer, ' --limit 1')).toHaveLength(1);
    await ask(product().signOut, { url: customer.at('/sign-out'), method: 'POST', cookies: first.cookies });

    expect(await sessionsOf(customer)).toHaveLength(1);
    expect(await sessionsOf(customer, '', secondsAfter(facts.now, 28_799))).toHaveLength(1);
    expect(await sessionsOf(customer, '', secondsAfter(facts.now, 28_800))).toEqual([]);
    await product().deployment.users.update(customer.user, { endSessions: true }, facts.now);
    expect(await sessionsOf(customer)).toEqual([]);
    expect(await sessionsOf(customer, ` ${facts.signInName}`)).toEqual([]);
  });

  it('are revoked one by one, and the others go on', async () => {
    const customer = await customerOf(product(), 'timetrack');
    const one = await signInAt(product(), customer);
    const [{ session = '' } = {}] = await sessionsOf(customer);
    const other = await signInAt(product(), customer);
    expect(await run(`session revoke ${name(customer)} ${session}`)).toMatchObject({
      revoked: { session, user: customer.user.id, sessionsEnded: 1 },
    });

    expect([await status(customer, one.cookies), await status(customer, other.cookies)]).toEqual([401, 200]);
    const ended = { state: 'ended', reason: 'revoked', endedAt: facts.now.toISOString() };
    expect(await run(`session show ${name(customer)} ${session}`)).toMatchObject(ended);
    expect(await run(`session revoke ${name(customer)} ${session}`)).toMatchObject({
      exitCode: 1,
      error: { code: 'session-ended' },
    });
  });

  it.each<[string, (customer: Customer, cookies: readonly string[]) => Promise<unknown>, string]>([
    [
      'signed-out',
      (customer, cookies) =>
        ask(product().signOut, { url: customer.at('/sign-out'), method: 'POST', cookies }),
      'signed-out',
    ],
    ['replaced', (customer, cookies) => signInAt(product(), customer, cookies), 'replaced'],
    [
      'the person',
      (customer) => run(`session revoke ${name(customer)} --person ${facts.signInName}`),
      'user-sessions-revoked',
    ],
    ['all', (customer) => run(`session revoke ${name(customer)} --all`), 'tenant-sessions-revoked'],
    [
      'deactivated',
      (customer) => run(`user deactivate ${name(customer)} ${facts.signInName}`),
      'user-deactivated',
    ],
    ['removed', (customer) => run(`user remove ${name(customer)} ${facts.signInName}`), 'user-removed'],
    [
      'renamed',
      (customer) => run(`user rename ${name(customer)} ${facts.signInName} b@contoso.com`),
      'user-changed',
    ],
    ['disabled', (customer) => run(`tenant disable ${name(customer)}`), 'tenant-disabled'],
  ])('say why they ended: %s', async (_, end, reason) => {
    const customer = await customerOf(product(), 'timetrack');
    const { cookies } = await signInAt(product(), customer);
    const [{ session = '' } = {}] = await sessionsOf(customer);
    expect(await run(`session show ${name(customer)} ${session}`)).toMatchObject({ state: 'running' });
    await end(customer, cookies);

    expect(await status(customer, cookies)).toBe(401);
    expect(await run(`session show ${name(customer)} ${session}`)).toMatchObject({ state: 'ended', reason });
  });

  it.each<[command: string, of: (customer: Customer) => string]>([
    [
      'session revoke --person',
      (customer) => `session revoke ${name(customer)} --person ${facts.signInName}`,
    ],
    ['session revoke --all', (customer) => `session revoke ${name(customer)} --all --yes`],
    ['user end-sessions', (customer) => `user end-sessions ${name(customer)} ${facts.signInName}`],
    ['tenant end-sessions', (customer) => `tenant end-sessions ${name(customer)} --yes`],
  ])('run on after %s, where the person has signed in again meanwhile', async (_, of) => {
    const customer = await customerOf(product(), 'timetrack');
    const { cookies: earlier } = await signInAt(product(), customer);
    let later: readonly string[] = [];
    const { exitCode, stdout } = await latchkey([...of(customer).split(' '), '--local'], {
      environment: local.environment(),
      pause: async () => {
        later = (await signInAt(product(), customer)).cookies;
      },
    });
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('1 running session ended')]);
    expect(await status(customer, earlier)).toBe(401);
    expect(await status(customer, later)).toBe(200);
  });

  it('say that their time ran out, or that no one used them', async () => {
    const customer = await customerOf(product(), 'timetrack', { idleTimeoutSeconds: 3_600 });
    await signInAt(product(), customer);
    const [{ session = '' } = {}] = await sessionsOf(customer);
    const show = (seconds: number) =>
      run(`session show ${name(customer)} ${session}`, secondsAfter(facts.now, seconds));

    expect(await show(3_599)).toMatchObject({ state: 'running' });
    expect(await show(3_600)).toMatchObject({ state: 'ended', reason: 'idle' });
    expect(await show(28_800)).toMatchObject({ state: 'ended', reason: 'expired' });
  });

  it('are unknown by an id of a request, of nothing, and of another tenant', async () => {
    const customer = await customerOf(product(), 'timetrack');
    const other = await customerOf(product(), 'timetrack');
    await signInAt(product(), other);
    const [{ session = '' } = {}] = await sessionsOf(other);
    for (const verb of ['show', 'revoke']) {
      expect(await run(`session ${verb} ${name(customer)} ${session}`)).toMatchObject({
        exitCode: 1,
        error: { code: 'session-unknown' },
      });
    }
    expect(await sessionsOf(other)).toHaveLength(1);
  });

  it.each(['', ' _1', ' --person b@contoso.com --all'])('are not revoked by "%s"', async (rest) => {
    expect((await local.run(`session revoke timetrack acme${rest}`)).exitCode).toBe(2);
  });

  it('are limited as the operator says', async () => {
    const customer = await customerOf(product(), 'timetrack');
    const set = (options: string) => run(`tenant set ${name(customer)} ${options}`);
    expect(await set('--idle-timeout 45m --maximum-sessions 3')).toMatchObject({
      tenant: { idleTimeoutSeconds: 2_700, maximumSessions: 3 },
    });
    const { stdout } = await local.run(`tenant show ${name(customer)}`);
    expect(stdout).toMatch(/Session +8 hours, unused for 45 minutes at most, 3 sessions a person at most/);
    expect(await set('--session-hours 4')).toMatchObject({ tenant: { idleTimeoutSeconds: 2_700 } });
    const tenant = (await set('--idle-timeout off --maximum-sessions off'))['tenant'];
    expect(tenant).not.toHaveProperty('idleTimeoutSeconds');
    expect(tenant).not.toHaveProperty('maximumSessions');
    for (const wrong of [
      '--idle-timeout 20m',
      '--idle-timeout 25h',
      '--idle-timeout 0m',
      '--maximum-sessions 0',
      '--maximum-sessions 101',
    ]) {
      expect(await set(wrong)).toMatchObject({ exitCode: 2 });
    }
  });
});
