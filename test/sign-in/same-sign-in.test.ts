import { describe, expect, it } from 'vitest';
import { hashOfSecret, newSecret, secretPattern } from '../../shared/ids/secret.ts';
import type { AccountStatus } from '../../shared/sign-in/account-status.ts';
import type { Flow } from '../../shared/sign-in/flow.ts';
import { isSameSignIn, sameSignInSeconds, secretOfAnswer } from '../../shared/sign-in/same-sign-in.ts';
import { aRequest, aSignIn, aUser, now, secondsFromNow } from '../harness/samples.ts';

const browserSecret = newSecret();
const request = aRequest();
const assertion = { issuer: 'https://sts.windows.net/1/', id: '_a' };
const secret = secretOfAnswer(browserSecret, request.id, assertion);

describe('the secret of an answer', () => {
  it('is the same for the same browser, request and assertion, and reads like any', () => {
    expect(secretOfAnswer(browserSecret, request.id, { ...assertion })).toBe(secret);
    expect(secret).toMatch(new RegExp(`^${secretPattern}$`));
    expect(secret).not.toBe(browserSecret);
  });

  it.each([
    ['browser', secretOfAnswer(newSecret(), request.id, assertion)],
    [
      'browser, which knows the stored hash',
      secretOfAnswer(hashOfSecret(browserSecret), request.id, assertion),
    ],
    ['request', secretOfAnswer(browserSecret, aRequest().id, assertion)],
    ['assertion', secretOfAnswer(browserSecret, request.id, { ...assertion, id: '_b' })],
    [
      'issuer',
      secretOfAnswer(browserSecret, request.id, { ...assertion, issuer: 'https://sts.windows.net/2/' }),
    ],
    [
      'division of the same text',
      secretOfAnswer(browserSecret, request.id, { issuer: `${assertion.issuer}_`, id: 'a' }),
    ],
  ])('is another for another %s', (_, other) => {
    expect(other).not.toBe(secret);
  });
});

describe('a flow', () => {
  const sessionHash = hashOfSecret(secret);
  const user = aUser({ sessionGeneration: 1 });
  const standing: AccountStatus = {
    user,
    tenant: { createdAt: now, version: 7, isOpen: true, sessionGeneration: 2 },
  };
  const session = {
    ...aSignIn(request, { sessionHash, user, userGeneration: 1, tenantGeneration: 2 }),
    state: 'signed-in',
  } as const;
  const isSame = (flow: Flow | undefined, of: Partial<AccountStatus> = {}, seconds = 1) =>
    isSameSignIn(flow, sessionHash, { ...standing, ...of }, secondsFromNow(seconds));

  it.each([-1, 0, 1, sameSignInSeconds])('is the same sign-in %d seconds after it was spent', (seconds) => {
    expect(isSame(session, {}, seconds)).toBe(true);
  });

  it.each<[string, Flow | undefined, Partial<AccountStatus>?, number?]>([
    ['there is none', undefined],
    ['it is an open request', request],
    ['it has ended', { ...session, state: 'signed-out' }],
    ['it has another hash', { ...session, sessionHash: hashOfSecret(newSecret()) }],
    ['it was spent too long ago', session, {}, sameSignInSeconds + 0.001],
    ['its session is over', { ...session, sessionExpiresAt: secondsFromNow(1) }],
    ['its person is gone', session, { user: undefined }],
    ['its person is another', session, { user: aUser({ sessionGeneration: 1 }) }],
    ['its person is not active', session, { user: { ...user, active: false } }],
    ["its person's sessions were ended", session, { user: { ...user, sessionGeneration: 2 } }],
    ['its tenant is gone', session, { tenant: undefined }],
    [
      'the sessions of its tenant were ended',
      session,
      { tenant: { createdAt: now, version: 8, isOpen: true, sessionGeneration: 3 } },
    ],
  ])('is not the same sign-in where %s', (_, flow, of, seconds) => {
    expect(isSame(flow, of, seconds)).toBe(false);
  });
});
