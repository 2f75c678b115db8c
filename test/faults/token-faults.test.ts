import { describe, expect, it } from 'vitest';
import type { LambdaHandler } from '../../shared/endpoint/endpoint.ts';
import type { Answered } from '../harness/ask.ts';
import { useLog } from '../harness/logged.ts';
import { memoryTables } from '../harness/memory/memory-tables.ts';
import {
  askToken,
  askUserinfo,
  basic,
  codeOf,
  type IssuedCode,
  later,
  type Provider,
  providerOver,
  redeem,
  refresh,
  refusalIn,
  signedIn,
  type TokenAnswer,
  tokensIn,
} from '../harness/openid-provider.ts';
import { faults } from './fault.ts';
import { type CallName, type FaultyTables, faultyTables } from './faulty-tables.ts';
import { mortal } from './mortal.ts';

const log = useLog();

/** What a client holds. */
interface Held extends IssuedCode {
  readonly tokens?: TokenAnswer;
}

/** A request of a client. */
interface Journey {
  readonly name: string;
  readonly prepare: (well: Provider) => Promise<Held>;
  readonly ask: (provider: Provider, held: Held) => Promise<Answered>;
  /** Every call of the store, in order. */
  readonly calls: readonly CallName[];
  /** What the same request gets from a process that nothing happens to, when its first answer never came. */
  readonly again: (takesEffect: boolean) => readonly string[];
}

const ofSignIn = (well: Provider) => codeOf(well);
const ofSession = async (well: Provider) => codeOf(well, { person: await signedIn(well) });
const withTokens =
  (issue: (well: Provider) => Promise<IssuedCode>) =>
  async (well: Provider): Promise<Held> => {
    const issued = await issue(well);
    return { ...issued, tokens: tokensIn(await redeem(well, issued)) };
  };
const refreshing: Journey['ask'] = (provider, held) =>
  refresh(provider, held, held.tokens?.refresh_token ?? '');

const journeys: readonly Journey[] = [
  {
    name: 'the code of a sign-in',
    prepare: ofSignIn,
    ask: redeem,
    calls: ['get flows', 'getEach tenants', 'update flows'],
    // A code whose redemption took effect is spent, and its client has to start again.
    again: (takesEffect) => [takesEffect ? '400 invalid_grant' : '200'],
  },
  {
    name: 'the code of a running session',
    prepare: ofSession,
    ask: redeem,
    calls: ['get flows', 'get flows', 'getEach tenants', 'update flows'],
    again: (takesEffect) => [takesEffect ? '400 invalid_grant' : '200'],
  },
  {
    name: 'a refresh of a sign-in',
    prepare: withTokens(ofSignIn),
    ask: refreshing,
    calls: ['get flows', 'getEach tenants', 'update flows'],
    again: () => ['200'],
  },
  {
    name: 'a refresh of a running session',
    prepare: withTokens(ofSession),
    ask: refreshing,
    calls: ['get flows', 'get flows', 'getEach tenants', 'update flows'],
    again: () => ['200'],
  },
  {
    name: 'userinfo',
    prepare: withTokens(ofSession),
    ask: (provider, { tokens }) => askUserinfo(provider, tokens?.access_token ?? ''),
    calls: ['get flows', 'get flows', 'getEach tenants'],
    again: () => ['200'],
  },
  {
    name: 'a revocation',
    prepare: withTokens(ofSignIn),
    ask: (provider, held) =>
      askToken(provider, {
        path: '/oauth2/revoke',
        form: { token: held.tokens?.refresh_token },
        headers: basic(held),
      }),
    calls: ['get flows', 'update flows'],
    again: () => ['200'],
  },
];

/** The same provider in another process, whose store fails. */
function faultyProvider(well: Provider, faulty: FaultyTables): Provider {
  const provider = providerOver(faulty.tables);
  for (const [id, client] of well.registered) provider.registered.set(id, client);
  provider.time.now = well.time.now;
  const dying = (handler: LambdaHandler) => mortal(handler, faulty);
  return { ...provider, token: dying(provider.token), userinfo: dying(provider.userinfo) };
}

describe.each(journeys)('$name', (journey) => {
  it('calls the store so often', async () => {
    const { tables } = memoryTables();
    const well = providerOver(tables);
    const held = await journey.prepare(well);
    const faulty = faultyTables(tables);
    const answer = await journey.ask(faultyProvider(well, faulty), held);
    expect([answer.statusCode, faulty.calls]).toEqual([200, journey.calls]);
  });

  const cells = journey.calls.flatMap((call, position) =>
    faults.map((fault) => ({ position, fault, call, what: `call ${position + 1}, ${call}, ${fault.name}` })),
  );

  it.each(cells)('leaves no half grant where $what', async ({ position, fault, call }) => {
    const { tables } = memoryTables();
    const well = providerOver(tables);
    const held = await journey.prepare(well);
    const faulty = faultyTables(tables, position, fault);
    const answer = await journey.ask(faultyProvider(well, faulty), held);

    const takesEffect = fault.takesEffect && call.startsWith('update');
    // A write whose answer alone was lost is read back, so that the client gets what it made.
    const isReadBack = takesEffect && fault.afterwards === 'fails' && journey.name !== 'a revocation';
    if (isReadBack) expect(answer.statusCode).toBe(200);
    else if (fault.afterwards === 'dies') expect(answer.statusCode).toBe(500);
    else expect(refusalIn(answer)).toBe('503 temporarily_unavailable');
    for (const secret of [held.code, held.tokens?.refresh_token, held.tokens?.access_token]) {
      if (secret !== undefined) expect(log.text()).not.toContain(secret.split('.').at(-1));
    }

    later(well, 1);
    const again = await journey.ask(well, held);
    expect(journey.again(takesEffect)).toContain(refusalIn(again));
  });
});

describe('a signing key that fails', () => {
  it.each(journeys.slice(0, 4))('leaves $name as it was', async ({ prepare, ask }) => {
    const { tables } = memoryTables();
    const well = providerOver(tables);
    const held = await prepare(well);
    const broken = providerOver(tables);
    for (const [id, client] of well.registered) broken.registered.set(id, client);
    const answer = await ask(broken.withoutKey(), held);
    expect(refusalIn(answer)).toBe('500 server_error');
    expect((await ask(well, held)).statusCode).toBe(200);
  });
});
