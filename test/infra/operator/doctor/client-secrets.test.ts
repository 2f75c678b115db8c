import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../../../../infra/operator/command-context.ts';
import { clientSecretCheck, clientSecretChecks } from '../../../../infra/operator/doctor/client-secrets.ts';
import { productionSite } from '../../../../shared/apps/site.ts';
import type { OpenIdClient } from '../../../../shared/openid/client.ts';
import { timetrack } from '../../../fixtures/apps.ts';
import { facts } from '../../../fixtures/facts.ts';
import { loadBalancerClient } from '../../../openid/clients.ts';

const inDays = (days: number) => new Date(facts.now.getTime() + days * 86_400_000);
const secret = (days?: number) => ({
  hash: String(days),
  createdAt: facts.now,
  ...(days === undefined ? {} : { expiresAt: inDays(days) }),
});
const contextOf = (clients: readonly OpenIdClient[]) =>
  ({
    sites: [productionSite(timetrack)],
    terminal: { now: () => facts.now },
    commandLine: (words: string) => `npx latchkey ${words}`,
    clients: { list: async () => clients.map((client) => ({ client })) },
  }) as unknown as CommandContext;

describe('the check of client secrets', () => {
  it.each([
    ['one that stays', [secret()], undefined],
    ['one that expires in a month', [secret(30)], undefined],
    ['one that expires in a week', [secret(7)], 'warn'],
    ['two, one of which expires in a week', [secret(7), secret()], 'warn'],
    ['one that has expired and one that stays', [secret(-1), secret()], undefined],
    ['one that has expired', [secret(0)], 'fail'],
    ['none', [], 'fail'],
  ] as const)('of a client with %s', (_, secrets, verdict) => {
    const found = clientSecretCheck(contextOf([]), loadBalancerClient({ secrets }));
    expect(found?.verdict).toBe(verdict);
    if (verdict === 'fail') expect(found?.next).toContain('npx latchkey client rotate timetrack');
  });

  it('has a line for all good ones, one for each other, and none for clients without secrets', async () => {
    const good = loadBalancerClient({ secrets: [secret()] });
    const clients = [good, good, loadBalancerClient({ secrets: [] })];
    const verdicts = (await clientSecretChecks(contextOf(clients))).map(({ verdict, at }) => [verdict, at]);

    expect(verdicts).toEqual([
      ['pass', '2 clients'],
      ['fail', `timetrack ${good.id}`],
    ]);
    const open = loadBalancerClient({ authentication: 'none', secrets: [] });
    expect(await clientSecretChecks(contextOf([open]))).toEqual([]);
  });
});
