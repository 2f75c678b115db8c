import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type Authorization, type Scope, scopes } from '../../shared/openid/authorization.ts';
import { authorizationText, storedAuthorization } from '../../shared/openid/stored-authorization.ts';
import { anAuthorization } from '../harness/samples.ts';

const { state: _, nonce: __, codeChallenge: ___, ...authorization } = anAuthorization();
const stored = (text: string) => v.safeParse(storedAuthorization, text).output;

describe('a stored authorization', () => {
  it.each<[string, Partial<Authorization>]>([
    ['only what it must have', {}],
    ['every scope', { scope: scopes satisfies readonly Scope[] }],
    ['state, nonce and challenge', { state: 's'.repeat(4096), nonce: 'n', codeChallenge: 'c'.repeat(43) }],
    ['demands of the sign-in', { reauthenticate: true, maxAgeSeconds: 0, acrValues: ['urn:a', 'urn:b'] }],
  ])('is read as it was written: %s', (_, more) => {
    expect(stored(authorizationText({ ...authorization, ...more }))).toStrictEqual({
      ...authorization,
      ...more,
    });
  });

  it('is read without what a later release adds', () => {
    expect(stored(JSON.stringify({ ...authorization, later: true }))).toStrictEqual(authorization);
  });

  it.each([
    ['no JSON', '{'],
    ['no client', JSON.stringify({ ...authorization, client: undefined })],
    ['an unknown scope', JSON.stringify({ ...authorization, scope: ['openid', 'phone'] })],
  ])('is refused where it is damaged: %s', (_, text) => {
    expect(v.safeParse(storedAuthorization, text).success).toBe(false);
  });
});
