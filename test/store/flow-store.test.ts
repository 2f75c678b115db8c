import { expect, it } from 'vitest';
import { dynamoDbFlowStore } from '../../shared/sign-in/dynamodb-flow-store.ts';
import type { CompletedSignIn, FlowStore } from '../../shared/sign-in/flow-store.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { aRequest, aSignIn, newTenantId, now, secondsFromNow } from '../harness/samples.ts';

const times = (count: number) => Array.from({ length: count });

const end = { reason: 'signed-out', at: secondsFromNow(60) } as const;
const logout = { ...end, reason: 'directory-logout' } as const;
const revocation = { ...end, reason: 'user-sessions-revoked' } as const;
const tenantEnd = { ...end, reason: 'tenant-sessions-revoked' } as const;

/** Only the hash of a session index is stored. */
const asStored = ({ sessionIndex: _, ...signIn }: CompletedSignIn) => signIn;

describeWithDatabase('the flow store', (database) => {
  const store = (): FlowStore => dynamoDbFlowStore(database().tables.flows);

  it('finds a request as it was opened', async () => {
    const request = aRequest();
    await store().request(request);
    expect(await store().find(request.app, request.tenant, request.id)).toEqual(request);
  });

  it('keeps a request without a path to return to', async () => {
    const { returnTo: _, ...request } = aRequest();
    await store().request(request);
    expect(await store().find(request.app, request.tenant, request.id)).toEqual(request);
  });

  it('finds no flow of another tenant or another app', async () => {
    const request = aRequest();
    await store().request(request);
    expect(await store().find(request.app, newTenantId(), request.id)).toBeUndefined();
    expect(await store().find('trakstar', request.tenant, request.id)).toBeUndefined();
  });

  it('opens the same request twice for the same browser, whose first answer was lost', async () => {
    const request = aRequest();
    await store().request(request);
    await expect(store().request(request)).resolves.toBeUndefined();
    const other = { ...aRequest(), tenant: request.tenant, id: request.id };
    await expect(store().request(other)).rejects.toThrow('exists already');
  });

  it('turns a request into a session and tells where the person wanted to go', async () => {
    const request = aRequest();
    const signIn = aSignIn(request);
    await store().request(request);
    const { requestedAt } = request;
    const session = { ...asStored(signIn), state: 'signed-in', requestedAt, returnTo: '/reports/7' };
    expect(await store().signInSolicited(signIn, request.browserHash, now)).toEqual({ session, isNew: true });
    expect(await store().find(request.app, request.tenant, request.id)).toEqual(session);
  });

  it('lets exactly one of 20 responses at once spend a request', async () => {
    const request = aRequest();
    await store().request(request);
    const answers = await Promise.all(
      times(20).map(() => store().signInSolicited(aSignIn(request), request.browserHash, now)),
    );
    expect(answers.filter((answer) => !('refused' in answer))).toHaveLength(1);
    expect(
      answers.filter((answer) => 'refused' in answer && answer.refused?.state === 'signed-in'),
    ).toHaveLength(19);
  });

  it('refuses another browser and leaves the request open', async () => {
    const request = aRequest();
    await store().request(request);
    const answer = await store().signInSolicited(aSignIn(request), aRequest().browserHash, now);
    expect(answer).toEqual({ refused: request });
    expect(await store().find(request.app, request.tenant, request.id)).toEqual(request);
  });

  it('refuses a request from the very moment that it expires', async () => {
    const request = aRequest();
    await store().request(request);
    const late = await store().signInSolicited(aSignIn(request), request.browserHash, request.expiresAt);
    expect(late).toEqual({ refused: request });
    const inTime = new Date(request.expiresAt.getTime() - 1);
    expect(await store().signInSolicited(aSignIn(request), request.browserHash, inTime)).not.toHaveProperty(
      'refused',
    );
  });

  it('refuses a request that nobody made, or that another tenant made', async () => {
    const request = aRequest();
    expect(await store().signInSolicited(aSignIn(request), request.browserHash, now)).toEqual({
      refused: undefined,
    });
    await store().request(request);
    const elsewhere = aSignIn({ ...request, tenant: newTenantId() });
    expect(await store().signInSolicited(elsewhere, request.browserHash, now)).toEqual({
      refused: undefined,
    });
  });

  it('counts a repeated sign-in as the success that it was, and no other', async () => {
    const request = aRequest();
    const signIn = aSignIn(request);
    await store().request(request);
    await store().signInSolicited(signIn, request.browserHash, now);
    const later = { ...signIn, signedInAt: secondsFromNow(5), sessionExpiresAt: secondsFromNow(28_805) };
    expect(await store().signInSolicited(later, request.browserHash, now)).toMatchObject({
      session: { returnTo: '/reports/7', signedInAt: signIn.signedInAt },
      isNew: false,
    });
    expect(await store().signInSolicited(aSignIn(request), request.browserHash, now)).toHaveProperty(
      'refused',
    );
    await store().signOut(request.app, request.tenant, request.id, signIn.sessionHash, end);
    expect(await store().signInSolicited(signIn, request.browserHash, now)).toHaveProperty('refused');
  });

  it('lets exactly one of 20 copies of an unsolicited assertion sign in', async () => {
    const first = aSignIn();
    const answers = await Promise.all(times(20).map(() => store().signInUnsolicited(aSignIn(first))));
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  it('notices that a sign-in had been written although its answer was lost', async () => {
    const { losingTheFirstAnswer } = database();
    const request = aRequest();
    await losingTheFirstAnswer('PutItemCommand', () => store().request(request));
    const solicited = losingTheFirstAnswer('UpdateItemCommand', () =>
      store().signInSolicited(aSignIn(request), request.browserHash, now),
    );
    expect(await solicited).toMatchObject({ session: { returnTo: '/reports/7' }, isNew: false });
    const unsolicited = losingTheFirstAnswer('PutItemCommand', () => store().signInUnsolicited(aSignIn()));
    expect(await unsolicited).toBe(true);
  });

  it('counts a repeated unsolicited sign-in as the success that it was', async () => {
    const signIn = aSignIn();
    expect(await store().signInUnsolicited(signIn)).toBe(true);
    expect(await store().signInUnsolicited(signIn)).toBe(true);
    expect(await store().find(signIn.app, signIn.tenant, signIn.id)).toEqual({
      ...asStored(signIn),
      state: 'signed-in',
    });
  });

  it('refuses a spent assertion after the person has signed out', async () => {
    const signIn = aSignIn();
    await store().signInUnsolicited(signIn);
    await store().signOut(signIn.app, signIn.tenant, signIn.id, signIn.sessionHash, end);
    expect(await store().signInUnsolicited(aSignIn(signIn))).toBe(false);
  });

  it('takes the same assertion of two tenants for two', async () => {
    const signIn = aSignIn();
    expect(await store().signInUnsolicited(signIn)).toBe(true);
    expect(await store().signInUnsolicited({ ...aSignIn(signIn), tenant: newTenantId() })).toBe(true);
  });

  it('ends a session once, and only for who holds its secret', async () => {
    const signIn = aSignIn();
    await store().signInUnsolicited(signIn);
    const signOut = (hash: string) => store().signOut(signIn.app, signIn.tenant, signIn.id, hash, end);
    expect(await signOut(aSignIn().sessionHash)).toBeUndefined();
    const ended = { ...asStored(signIn), state: 'signed-out', end };
    expect(await signOut(signIn.sessionHash)).toEqual(ended);
    expect(await signOut(signIn.sessionHash)).toBeUndefined();
    expect(await store().find(signIn.app, signIn.tenant, signIn.id)).toEqual(ended);
  });

  it.each<[string, Partial<CompletedSignIn>, readonly string[]]>([
    ['of Entra, whose session index is the assertion', { sessionIndex: '_a', nameQualifiers: {} }, []],
    ['with a session index of its own', { sessionIndex: 'index-1' }, ['sessionIndex']],
    ['without a session index', {}, ['sessionIndex']],
    [
      'with qualifiers',
      {
        sessionIndex: '_a',
        nameQualifiers: { nameQualifier: 'https://idp.example', spNameQualifier: 'https://sp.example' },
      },
      ['nameQualifiers'],
    ],
  ])('keeps what the directory calls a session %s, and stores no more than needed', async (_, more, kept) => {
    const { sessionIndex: __, ...signIn } = aSignIn();
    const shape = { nameIdFrom: [], claims: [], signed: 'assertion', certificate: 'ab' } as const;
    const whole = { ...signIn, assertionId: '_a', issuer: 'https://idp.example', shape, ...more };
    await store().signInUnsolicited(whole);
    const item = await database().tables.flows.get({
      partitionKey: `${signIn.app}#${signIn.tenant}#${signIn.id}`,
    });

    const stored = Object.keys(item ?? {}).filter((name) => /^(?:sessionIndex|nameQualifiers)$/.test(name));
    expect(stored).toEqual(kept);
    const { nameQualifiers = {}, ...found } = {
      ...(await store().find(signIn.app, signIn.tenant, signIn.id)),
    } as CompletedSignIn;
    expect([found.sessionIndex, nameQualifiers]).toEqual([more.sessionIndex, more.nameQualifiers ?? {}]);
  });

  it('keeps no name of the directory where the assertion is not to leave Latchkey', async () => {
    const signIn = { ...aSignIn(), nameQualifiers: { nameQualifier: 'q' } };
    await store().signInUnsolicited(signIn);
    const found = await store().find(signIn.app, signIn.tenant, signIn.id);
    expect(found).not.toHaveProperty('sessionIndex');
    expect(found).not.toHaveProperty('nameQualifiers');
  });

  it('ends no session of a request', async () => {
    const request = aRequest();
    await store().request(request);
    expect(
      await store().signOut(request.app, request.tenant, request.id, request.browserHash, end),
    ).toBeUndefined();
  });

  it('ends every session of a session index, in this tenant alone', async () => {
    const signIn = aSignIn();
    const { app, tenant, sessionIndex = '' } = signIn;
    const elsewhere = aSignIn({ app, tenant: newTenantId() }, { sessionIndex });
    for (const each of [signIn, aSignIn({ app, tenant }, { sessionIndex }), elsewhere]) {
      await store().signInUnsolicited(each);
    }
    let ended = 0;
    await expect
      .poll(async () => (ended += await store().signOutBySessionIndex(app, tenant, sessionIndex, logout)))
      .toBe(2);
    expect(await store().find(app, tenant, signIn.id)).toHaveProperty('state', 'signed-out');
    expect(await store().find(app, elsewhere.tenant, elsewhere.id)).toHaveProperty('state', 'signed-in');
  });

  it('knows no session by an index of any length that nobody has', async () => {
    expect(await store().signOutBySessionIndex('timetrack', newTenantId(), 'x'.repeat(5_000), logout)).toBe(
      0,
    );
    expect(await store().signOutBySessionIndex('timetrack', newTenantId(), '', logout)).toBe(0);
  });

  it('ends every session of a user, page after page, and no one else’s', async () => {
    const flow = { app: 'timetrack', tenant: newTenantId() } as const;
    const { user } = aSignIn();
    const other = aSignIn(flow);
    await store().signInUnsolicited(other);
    await Promise.all(times(40).map(() => store().signInUnsolicited(aSignIn(flow, { user }))));
    let ended = 0;
    await expect
      .poll(async () => (ended += await store().signOutUser(flow.app, flow.tenant, user.id, revocation)))
      .toBe(40);
    expect(await store().find(flow.app, flow.tenant, other.id)).toHaveProperty('state', 'signed-in');
  });

  it('ends only the sessions of an older generation, or of the tenant that was removed', async () => {
    const { app, tenant } = aRequest();
    const { user } = aSignIn();
    const signIns = {
      older: aSignIn(aRequest({ app, tenant }), { user, userGeneration: 1, tenantGeneration: 4 }),
      unmarked: aSignIn(aRequest({ app, tenant }), { user }),
      newer: aSignIn(aRequest({ app, tenant }), { user, userGeneration: 2, tenantGeneration: 5 }),
    };
    for (const each of Object.values(signIns)) await store().signInUnsolicited(each);
    const stateOf = async ({ id }: { id: typeof signIns.older.id }) =>
      (await store().find(app, tenant, id))?.state;
    const otherLife = { tenantCreatedAt: secondsFromNow(-5_000_000) };
    expect(await store().signOutTenant(app, tenant, tenantEnd, otherLife)).toBe(0);
    await expect.poll(() => store().signOutUser(app, tenant, user.id, revocation, { generation: 1 })).toBe(1);
    expect(await stateOf(signIns.unmarked)).toBe('signed-out');
    expect(await stateOf(signIns.older)).toBe('signed-in');
    expect(await store().signOutTenant(app, tenant, tenantEnd, { generation: 5 })).toBe(1);
    expect(await stateOf(signIns.older)).toBe('signed-out');
    expect(await stateOf(signIns.newer)).toBe('signed-in');
  });

  it('asks DynamoDB once for each thing that goes right', async () => {
    const { requestsOf } = database();
    const request = aRequest();
    const signIn = aSignIn(request);
    expect(await requestsOf(() => store().request(request))).toEqual(['PutItemCommand']);
    expect(await requestsOf(() => store().find(request.app, request.tenant, request.id))).toEqual([
      'GetItemCommand',
    ]);
    expect(await requestsOf(() => store().signInSolicited(signIn, request.browserHash, now))).toEqual([
      'UpdateItemCommand',
    ]);
    expect(await requestsOf(() => store().signInUnsolicited(aSignIn()))).toEqual(['PutItemCommand']);
    const { app, tenant, id, sessionHash } = signIn;
    expect(await requestsOf(() => store().signOut(app, tenant, id, sessionHash, end))).toEqual([
      'UpdateItemCommand',
    ]);
  });

  it('does not read a flow that is not what it should be', async () => {
    const { app, tenant, id } = aRequest();
    const item = { partitionKey: `${app}#${tenant}#${id}`, app, tenant, id, state: 'signed-in' };
    await database().tables.flows.put({
      ...item,
      expiresAt: secondsFromNow(60).toISOString(),
      timeToLive: 'soon',
    });
    await expect(store().find(app, tenant, id)).rejects.toThrow(`${app}#${tenant}#${id}: timeToLive`);
  });
});
