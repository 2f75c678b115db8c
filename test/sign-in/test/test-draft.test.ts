import { describe, expect, it } from 'vitest';
import { productionSite } from '../../../shared/apps/site.ts';
import { tenantUrls } from '../../../shared/apps/urls.ts';
import { systemRandom } from '../../../shared/ids/secret.ts';
import { newTestFlowId } from '../../../shared/ids/test-flow-id.ts';
import { dynamoDbTestFlowStore } from '../../../shared/sign-in/test/dynamodb-test-flow-store.ts';
import { type DraftTestMessage, testDraft } from '../../../shared/sign-in/test/test-draft.ts';
import type { TestFlow } from '../../../shared/sign-in/test/test-flow.ts';
import type { NewItem, StoredItem, Table } from '../../../shared/store/table.ts';
import { emptyConnection } from '../../../shared/tenants/connection.ts';
import { withDraftValues } from '../../../shared/tenants/draft/draft.ts';
import { readTestResult } from '../../../shared/tenants/draft/test-result.ts';
import { gallery } from '../../fixtures/apps.ts';
import { claimNames, type EntraParts } from '../../fixtures/entra-parts.ts';
import { asEntraWrites, entraResponse } from '../../fixtures/entra-response.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { toBase64 } from '../../fixtures/post.ts';
import { signAssertion, signWhole } from '../../fixtures/sign.ts';
import { type MessageChoices, signedResponse } from '../../fixtures/signed-response.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { aTenant, aUser } from '../../harness/samples.ts';

const site = productionSite(gallery.timetrack);
const { draft: _, ...bare } = aTenant({ connection: emptyConnection });
const tenant = withDraftValues(
  bare,
  {
    issuer: facts.issuer,
    loginUrl: 'https://login.example/saml2',
    trustedKeys: [asCertificate(signingKey())],
  },
  'test',
  facts.now,
);
const urls = tenantUrls(site, tenant.id);
const test: TestFlow = {
  app: tenant.app,
  tenant: tenant.id,
  id: newTestFlowId(systemRandom(16)),
  state: 'requested',
  revision: 1,
  requestedAt: facts.now,
  expiresAt: secondsAfter(facts.now, 600),
  browserHash: 'hash',
};
const user = aUser({ app: tenant.app, tenant: tenant.id, signInName: facts.signInName });
const users: DraftTestMessage['users'] = {
  findBySignInName: async () => user,
  findByIdentity: async () => undefined,
};

async function tried(
  parts: Partial<EntraParts> = {},
  more: Partial<DraftTestMessage> = {},
  choices: MessageChoices = {},
) {
  const own = { audience: urls.identifier, replyUrl: urls.replyUrl, inResponseTo: undefined, ...parts };
  const samlResponse = toBase64(signedResponse(own, choices));
  const found = await testDraft({
    site,
    tenant,
    samlResponse,
    contentKey: undefined,
    test: undefined,
    users,
    now: facts.now,
    ...more,
  });
  return found && { ...found, result: readTestResult(found.test.summary) };
}

describe('a draft is tried', () => {
  it('with what the directory sent unasked, which answers nobody', async () => {
    const found = await tried();

    expect(found).toMatchObject({ verified: true, problem: undefined, test: { outcome: 'passed' } });
    expect(found?.result).toMatchObject({ launch: 'directory', nameId: facts.signInName });
    expect(found?.result?.checks.at(-1)).toMatchObject({ name: 'request', outcome: 'passed' });
  });

  it('with the answer to a test, and with no other', async () => {
    const answer = await tried({ inResponseTo: test.id }, { test });
    expect([answer?.problem, answer?.result?.launch]).toEqual([undefined, 'page']);

    const unasked = await tried({ inResponseTo: test.id });
    expect(unasked?.problem).toMatchObject({
      code: 'flow-unknown',
      expected: 'no InResponseTo',
      actual: test.id,
      authenticated: true,
    });
    const other = await tried({}, { test });
    expect(other?.problem).toMatchObject({ expected: test.id, actual: 'no InResponseTo' });
    expect(other?.test.outcome).toBe('failed');
  });

  it('and told by the first check that failed', async () => {
    const found = await tried({ audience: 'https://other.example', replyUrl: 'https://other.example/x' });

    expect(found?.problem?.code).toBe('audience-mismatch');
    expect(found?.result?.checks.filter(({ outcome }) => outcome === 'failed')).not.toHaveLength(0);
  });

  it('once for both signatures, by that which fails', async () => {
    const message = signedResponse(
      { audience: urls.identifier, replyUrl: urls.replyUrl, inResponseTo: undefined },
      { sign: 'both' },
    );
    const [, first = ''] = /<SignatureValue>([^<]*)</.exec(message) ?? [];
    const broken = message.replace(first, `${first.startsWith('A') ? 'B' : 'A'}${first.slice(1)}`);
    const found = await tried({}, { samlResponse: toBase64(broken) });
    const values = found?.result?.checks.filter(({ name }) => name === 'signature-value') ?? [];

    expect(values.map(({ outcome }) => outcome)).toEqual(['failed']);
    expect(found?.verified).toBe(false);
  });

  it('once for both signatures, whichever fails', async () => {
    const unsigned = entraResponse({ audience: urls.identifier, replyUrl: urls.replyUrl });
    const inner = signAssertion(unsigned, { key: signingKey({ name: 'stranger' }) });
    const message = asEntraWrites(signWhole(inner, { key: signingKey() }));
    const found = await tried({}, { samlResponse: toBase64(message) });
    const keys = found?.result?.checks.filter(({ name }) => name === 'signing-key') ?? [];

    expect(keys.map(({ outcome }) => outcome)).toEqual(['failed']);
  });

  it('and shows no claims where they cannot be read', async () => {
    const found = await tried({
      claims: [
        [claimNames.objectId, 'a'],
        [claimNames.objectId, 'b'],
      ],
    });

    expect(found?.problem?.code).toBe('attribute-repeated');
    expect(found?.result?.claims).toEqual([]);
  });

  it('without a word of what no key of the draft has signed', async () => {
    const found = await tried({}, {}, { key: signingKey({ name: 'stranger' }) });

    expect(found?.result?.claims).toEqual([]);
    expect([found?.result?.nameId, found?.result?.user]).toEqual([undefined, undefined]);
    expect(found?.result?.checks.at(-1)).toMatchObject({ name: 'request', outcome: 'not-reached' });
  });

  it('with a message that says nobody', async () => {
    const found = await tried({ nameId: undefined });

    expect(found?.problem?.code).toBe('name-id-missing');
    expect(found?.result?.user).toBeUndefined();
    expect(found?.result?.checks.at(-1)).toMatchObject({ name: 'request', outcome: 'not-reached' });
  });

  it('and says who the person is, or why nobody', async () => {
    expect((await tried())?.result?.user).toEqual({ standing: 'known', signInName: facts.signInName });
    const nobody = { ...users, findBySignInName: async () => undefined };
    expect((await tried({}, { users: nobody }))?.result?.user).toMatchObject({ standing: 'user-unknown' });
    const fault = { ...users, findBySignInName: () => Promise.reject(new TypeError('ours')) };
    await expect(tried({}, { users: fault })).rejects.toThrow('ours');
  });

  it('and shows several values of a claim side by side', async () => {
    const found = await tried({ claims: [['urn:groups', 'a', 'b']] });

    expect(found?.result?.claims).toEqual([{ name: 'urn:groups', value: 'a, b' }]);
  });

  it('never where there is none, or not the whole of one', async () => {
    expect(await tried({}, { tenant: bare })).toBeUndefined();
    const half = withDraftValues(bare, { issuer: facts.issuer, trustedKeys: [] }, 'test', facts.now);
    expect(await tried({}, { tenant: half })).toBeUndefined();
  });
});

describe('a test as it is stored', () => {
  const items: NewItem[] = [];
  const storeOf = (item?: StoredItem) =>
    dynamoDbTestFlowStore({
      put: async (written: NewItem) => items.push(written) > 0,
      get: async () => item,
    } as unknown as Table);

  it('is swept when it has expired', async () => {
    await storeOf().begin(test);

    expect(items.at(-1)).toMatchObject({ timeToLive: Math.ceil(test.expiresAt.getTime() / 1_000) });
  });

  it.each([
    ['a number for an id', { id: 7, partitionKey: `timetrack#${tenant.id}#7` }],
    ['an id of another kind', { id: '_7', partitionKey: `timetrack#${tenant.id}#_7` }],
    ['the key of another', { partitionKey: 'timetrack#other#x' }],
  ])('is not read with %s', async (_, wrong) => {
    await storeOf().begin(test);
    const item = Object.fromEntries(Object.entries({ ...items.at(-1), ...wrong }));

    await expect(storeOf(item).find(test.app, test.tenant, test.id)).rejects.toThrow('Stored item');
  });
});
