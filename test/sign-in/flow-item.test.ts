import { createHash } from 'node:crypto';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import { parseTenantId } from '../../shared/ids/tenant-id.ts';
import {
  flowKey,
  sessionIndexKey,
  signInAttributes,
  toRequestItem,
  toSignInItem,
} from '../../shared/sign-in/flow-item.ts';
import type { CompletedSignIn } from '../../shared/sign-in/flow-store.ts';
import { readFlowItem } from '../../shared/sign-in/read-flow-item.ts';
import type { ResponseProfile } from '../../shared/sign-in/response-profile.ts';
import { itemBytes } from '../bench/cost/item-size.ts';
import { anAuthorization, aRequest, aSignIn, now, secondsFromNow } from '../harness/samples.ts';

/** What DynamoDB gives back of it. */
const stored = (item: object) => unmarshall(marshall(item, { removeUndefinedValues: true }));

const claims = 'http://schemas.microsoft.com/identity/claims/';
const soap = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';

/** What Entra sends of itself. */
const entraProfile: ResponseProfile = {
  nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  nameIdFrom: [`${soap}name`],
  claims: [
    'http://schemas.microsoft.com/claims/authnmethodsreferences',
    ...['displayname', 'identityprovider', 'objectidentifier', 'tenantid'].map((name) => claims + name),
    ...['emailaddress', 'givenname', 'name', 'surname'].map((name) => soap + name),
  ],
  signed: 'assertion',
  signatureHash: 'sha256',
  certificate: '9a6728d0c2d97395ef66a80a4297e89d9edaa347',
};

/** What the store returns of a sign-in: the session index itself only of a message whose contents may be kept. */
const sessionOf = ({ sessionIndex, ...signIn }: CompletedSignIn) => ({
  ...signIn,
  ...(signIn.shape === undefined ? {} : { sessionIndex }),
  state: 'signed-in',
});

describe('a flow item', () => {
  const signIn = aSignIn();

  it('is read as it was written', () => {
    const request = aRequest();

    expect(readFlowItem(stored(toRequestItem(request)))).toEqual(request);
    expect(readFlowItem(stored(toSignInItem(signIn)))).toStrictEqual(sessionOf(signIn));
  });

  it('keeps the request of an OpenID client, before the sign-in and after it', () => {
    const authorization = anAuthorization();
    const request = aRequest({ authorization });
    const requestItem = stored(toRequestItem(request));
    expect(readFlowItem(requestItem)).toEqual(request);

    const session = readFlowItem({
      ...stored(toSignInItem({ ...signIn, codeHash: 'c'.repeat(43) })),
      authorization: requestItem['authorization'],
    });
    expect(session).toStrictEqual({ ...sessionOf(signIn), authorization, codeHash: 'c'.repeat(43) });
  });

  it.each<[string, Partial<CompletedSignIn>]>([
    ['a replay guard that outlives the session', { sessionExpiresAt: secondsFromNow(60) }],
    ['a sign-in name that the directory writes otherwise', { nameId: 'b.simon@CONTOSO.com' }],
    ['a profile', { shape: entraProfile }],
    [
      'an authentication',
      {
        authenticatedAt: new Date('2026-09-01T07:30:00Z'),
        acr: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password',
        amr: ['pwd', 'mfa'],
      },
    ],
    ['generations', { userGeneration: 2, tenantGeneration: 0 }],
    ['no name but the sign-in name', { user: { id: signIn.user.id, signInName: 'b' }, nameId: 'b' }],
    ['a restart', { launch: 'restarted', initiatedBy: 'sp' }],
    ["the portal's test", { launch: 'portal-test', initiatedBy: 'idp' }],
  ])('is read as it was written, with %s', (_, more) => {
    const written = { ...signIn, ...more };

    expect(readFlowItem(stored(toSignInItem(written)))).toStrictEqual(sessionOf(written));
  });

  it('is no larger than one write unit for a person and a directory as they mostly are', () => {
    const tenant = parseTenantId('northwind-traders') ?? expect.unreachable();
    const request = aRequest({ tenant, tenantCreatedAt: now, returnTo: `/${'r'.repeat(40)}` });
    const { browserHash: _, app: __, tenant: ___, id: ____, ...left } = stored(toRequestItem(request));
    const signInName = 'firstname.lastname@northwindtraders.com';
    const completed = aSignIn(request);
    const written = {
      ...completed,
      // As Entra sends it.
      sessionIndex: completed.assertionId,
      tenantCreatedAt: now,
      nameId: signInName,
      user: { ...signIn.user, signInName, displayName: 'Firstname Lastname' },
      shape: entraProfile,
      authenticatedAt: new Date('2026-09-01T07:30:00Z'),
      acr: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password',
      amr: ['pwd', 'mfa'],
      browser: 'ew',
      userGeneration: 3,
      tenantGeneration: 1,
    };

    const item = { ...left, ...stored(toSignInItem(written)) };
    expect(itemBytes(marshall(item))).toBeLessThanOrEqual(1_024);
  });

  it('of release 0.2 is read as that release wrote it', () => {
    const { sessionIndex, shape: _, ...rest } = signIn;
    const { app, tenant, id } = signIn;
    const instants = {
      signedInAt: rest.signedInAt.toISOString(),
      sessionExpiresAt: rest.sessionExpiresAt.toISOString(),
      expiresAt: rest.expiresAt.toISOString(),
    };
    const item = {
      ...flowKey(app, tenant, id),
      ...rest,
      ...instants,
      sessionIndex,
      sessionIndexKey: sessionIndexKey(app, tenant, sessionIndex ?? ''),
      userKey: `${app}#${tenant}#${rest.user.id}`,
      shape: entraProfile,
      state: 'signed-in',
      logKey: `${app}#${tenant}`,
      logTime: instants.signedInAt,
      timeToLive: 1,
    };

    expect(readFlowItem(item)).toStrictEqual({ ...rest, shape: entraProfile, state: 'signed-in' });
    expect(readFlowItem({ ...item, state: 'signed-out' })).toMatchObject({ state: 'signed-out' });
    expect(() => readFlowItem({ ...item, id: '_other' })).toThrow('Stored item');
    expect(() => readFlowItem({ ...item, ...flowKey(app, tenant, aSignIn().id) })).toThrow('Stored item');
    expect(() => readFlowItem({ ...item, more: 1 })).toThrow('Stored item');
  });

  it('is swept in the second in which it expires, or right behind it', () => {
    const request = aRequest({ expiresAt: new Date('2026-11-22T12:00:00.001Z') });

    expect(toRequestItem(request)).toMatchObject({
      expiresAt: '2026-11-22T12:00:00.001Z',
      timeToLive: Date.UTC(2026, 10, 22, 12, 0, 1) / 1_000,
    });
  });

  it('is found by the SHA-256 of its session index, and by none where it has none', () => {
    const { app, tenant } = signIn;
    const hash = createHash('sha256').update('_a').digest('base64url');
    const { sessionIndex: _, ...without } = signIn;

    expect(sessionIndexKey(app, tenant, '_a')).toBe(`${app}#${tenant}#${hash}`);
    expect(signInAttributes({ ...signIn, sessionIndex: '_a' }).sessionIndexKey).toBe(
      sessionIndexKey(app, tenant, '_a'),
    );
    expect(signInAttributes(without).sessionIndexKey).toBeUndefined();
  });

  it.each([
    ['no id in its key', { partitionKey: `${signIn.app}#${signIn.tenant}#` }],
    ['more than an id in its key', { partitionKey: `${signIn.app}#${signIn.tenant}#${signIn.id}#1` }],
    ['an unknown app in its key', { partitionKey: `toString#${signIn.tenant}#${signIn.id}` }],
    ['no user', { user: { id: '', signInName: 'x' } }],
    ['a number for a user', { user: { id: 7, signInName: 'x' } }],
    ['a profile that is none', { profile: '[]' }],
    ['an authentication that is none', { authn: '[]' }],
    ['no way in which it began', { launch: 'somehow' }],
    ['another state', { state: 'spent' }],
    ['something that nobody knows', { more: 1 }],
  ])('is not read with %s', (_, wrong) => {
    expect(() => readFlowItem({ ...stored(toSignInItem(signIn)), ...wrong })).toThrow('Stored item');
  });

  it.each([
    ['the key of another flow', flowKey(signIn.app, signIn.tenant, aSignIn().id)],
    ['a number for an id', { id: 7 }],
  ])('of a request is not read with %s', (_, wrong) => {
    expect(() => readFlowItem({ ...stored(toRequestItem(aRequest())), ...wrong })).toThrow('Stored item');
  });
});
