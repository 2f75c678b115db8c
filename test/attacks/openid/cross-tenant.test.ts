import { beforeAll, describe, expect, it } from 'vitest';
import { memoryTables } from '../../harness/memory/memory-tables.ts';
import {
  askUserinfo,
  codeOf,
  issuerFor,
  type Provider,
  providerOver,
  redeem,
  refresh,
  refusalIn,
  register,
  signedIn,
  tokensIn,
} from '../../harness/openid-provider.ts';
import { withPart } from './token-attack.ts';

/** Twelve tenants over both apps, each with a person who is signed in; one client of each app serves its tenants. */
const places = (['timetrack', 'trakstar'] as const).flatMap((app) =>
  Array.from({ length: 6 }, (_, index) => ({ app, label: `${app} ${index + 1}` })),
);

let provider: Provider;
let tenants: readonly Awaited<ReturnType<typeof openTenant>>[];

type Client = ReturnType<typeof register>;

async function openTenant(label: string, registered: Client) {
  const person = await signedIn(provider, { app: registered.client.app });
  return { label, registered, person };
}

beforeAll(async () => {
  provider = providerOver(memoryTables().tables);
  const clients = {
    timetrack: register(provider, { app: 'timetrack' }),
    trakstar: register(provider, { app: 'trakstar' }),
  };
  tenants = await Promise.all(places.map(({ app, label }) => openTenant(label, clients[app])));
});

/** Names another tenant, of its app, in a token. */
function renamed(token: string, to: number): string {
  const { tenant } = tenants[to]?.person ?? expect.fail('no such tenant');
  return withPart(withPart(token, 0, tenant.app), 1, tenant.id);
}

const issuedAt = async (from: number) => {
  const { person, registered } = tenants[from] ?? expect.fail('no such tenant');
  return codeOf(provider, { person, registered });
};
const clientAt = (to: number) => {
  const { registered } = tenants[to] ?? expect.fail('no such tenant');
  return { ...registered, issuer: issuerFor(provider, registered.client.app) };
};
const pairs = places.flatMap((from, one) =>
  places.map((to, other) => [from.label, to.label, one, other] as const),
);

describe('a code', () => {
  it.each(pairs)('of %s counts at the client of %s as its own alone', async (_, __, from, to) => {
    const issued = await issuedAt(from);
    const { issuer, ...as } = clientAt(to);
    const asked = { ...issued, ...as, authorization: { ...issued.authorization, issuer } };
    const answer = await redeem(provider, { ...asked, code: renamed(issued.code, to) });
    expect(refusalIn(answer)).toBe(from === to ? '200' : '400 invalid_grant');
  });
});

describe('tokens', () => {
  it.each(pairs)('of %s count for %s as its own alone', async (_, __, from, to) => {
    const issued = await issuedAt(from);
    const tokens = tokensIn(await redeem(provider, issued));
    const { issuer, ...as } = clientAt(to);
    const told = await askUserinfo(provider, renamed(tokens.access_token, to), issuer);
    expect(refusalIn(told)).toBe(from === to ? '200' : '401 invalid_token');
    const asked = { ...issued, ...as, authorization: { ...issued.authorization, issuer } };
    const next = await refresh(provider, asked, renamed(tokens.refresh_token, to));
    expect(refusalIn(next)).toBe(from === to ? '200' : '400 invalid_grant');
  });
});

it('tells userinfo the tenant of the token, and no other', async () => {
  const subjects = await Promise.all(
    tenants.map(async (_, place) => {
      const issued = await issuedAt(place);
      const { access_token } = tokensIn(await redeem(provider, issued));
      const answer = await askUserinfo(provider, access_token, issued.authorization.issuer);
      return JSON.parse(answer.body ?? '');
    }),
  );
  expect(subjects.map(({ tenant, sub }) => [tenant, sub])).toEqual(
    tenants.map(({ person }) => [person.tenant.id, person.user.id]),
  );
});
