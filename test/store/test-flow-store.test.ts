import { expect, it } from 'vitest';
import type { FlowId } from '../../shared/ids/flow-id.ts';
import { answeredFlowId, parseFlowId } from '../../shared/ids/flow-id.ts';
import { systemRandom } from '../../shared/ids/secret.ts';
import { newTestFlowId, parseTestFlowId } from '../../shared/ids/test-flow-id.ts';
import { dynamoDbFlowStore } from '../../shared/sign-in/dynamodb-flow-store.ts';
import { dynamoDbTestFlowStore } from '../../shared/sign-in/test/dynamodb-test-flow-store.ts';
import type { TestFlow, TestFlowStore } from '../../shared/sign-in/test/test-flow.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { aRequest, aSignIn, newTenantId, now, secondsFromNow } from '../harness/samples.ts';

function aTest(more: Partial<TestFlow> = {}): TestFlow {
  return {
    app: 'timetrack',
    tenant: newTenantId(),
    id: newTestFlowId(systemRandom(16)),
    state: 'requested',
    revision: 7,
    requestedAt: now,
    expiresAt: secondsFromNow(600),
    browserHash: 'hash-of-the-browser',
    ...more,
  };
}

const spending = ({ app, tenant, id, browserHash }: TestFlow) => ({
  app,
  tenant,
  id,
  browserHash,
  by: '7KQF-M2ZD',
  now,
});

describeWithDatabase('the store of test sign-ins', (database) => {
  const store = (): TestFlowStore => dynamoDbTestFlowStore(database().tables.flows);
  const begun = async (more: Partial<TestFlow> = {}): Promise<TestFlow> => {
    const test = aTest(more);
    await store().begin(test);
    return test;
  };

  it('finds a test as it was begun, and none of another tenant', async () => {
    const test = await begun();
    expect(await store().find(test.app, test.tenant, test.id)).toEqual(test);
    expect(await store().find(test.app, newTenantId(), test.id)).toBeUndefined();
  });

  it('begins the same test twice for one browser, whose first answer was lost, and never for two', async () => {
    const test = await begun();
    await expect(store().begin(test)).resolves.toBeUndefined();
    await expect(store().begin({ ...test, browserHash: 'another' })).rejects.toThrow('exists already');
  });

  it('lets exactly one of 20 answers at once spend a test', async () => {
    const test = await begun();
    const spent = await Promise.all(
      Array.from({ length: 20 }, (_, place) => store().spend({ ...spending(test), by: `answer ${place}` })),
    );
    expect(spent.filter((each) => each !== undefined)).toEqual([{ ...test, state: 'tested' }]);
  });

  it('spends a test whose first answer was lost', async () => {
    const test = await begun();
    const spent = await database().losingTheFirstAnswer('UpdateItemCommand', () =>
      store().spend(spending(test)),
    );
    expect(spent).toEqual({ ...test, state: 'tested' });
  });

  it.each<[string, Partial<TestFlow>, object]>([
    ['of another browser', {}, { browserHash: 'another' }],
    ['that has expired', { expiresAt: now }, {}],
    ['that was spent', { state: 'tested' }, {}],
    ['of another tenant', {}, { tenant: newTenantId() }],
    ['that there is not', {}, { id: newTestFlowId(systemRandom(16)) }],
  ])('spends none %s', async (_, more, otherwise) => {
    const test = await begun(more);
    expect(await store().spend({ ...spending(test), ...otherwise })).toBeUndefined();
    expect(await store().find(test.app, test.tenant, test.id)).toEqual(test);
  });

  it('makes a session of no test, and a test of no sign-in, even under one key', async () => {
    const flows = dynamoDbFlowStore(database().tables.flows);
    const test = await begun();
    const request = { ...aRequest(), app: test.app, tenant: test.tenant, browserHash: test.browserHash };
    const signIn = { ...aSignIn(request), id: test.id as unknown as FlowId };
    await expect(flows.signInUnsolicited(signIn)).rejects.toThrow('Stored item');
    await flows.request(request);
    expect(
      await store().spend({ ...spending(test), id: request.id as unknown as TestFlow['id'] }),
    ).toBeUndefined();
    expect(await store().find(test.app, test.tenant, test.id)).toEqual(test);
    expect(await flows.find(request.app, request.tenant, request.id)).toEqual(request);
  });

  it('and neither has the form of the other’s name', () => {
    const test = newTestFlowId(new Uint8Array(16));
    expect([parseTestFlowId(test), answeredFlowId(test), parseFlowId(test)]).toEqual([
      test,
      undefined,
      undefined,
    ]);
    expect(parseTestFlowId(aRequest().id)).toBeUndefined();
    for (const text of [`${test} `, `${test}0`, test.toUpperCase(), `x${test}`, '_test']) {
      expect(parseTestFlowId(text)).toBeUndefined();
    }
  });
});
