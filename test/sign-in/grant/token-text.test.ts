import { describe, expect, it } from 'vitest';
import { newGrantId } from '../../../shared/ids/grant-id.ts';
import { newSecret, secretPattern } from '../../../shared/ids/secret.ts';
import { codeSecretOfSignIn } from '../../../shared/sign-in/grant/code-of-sign-in.ts';
import {
  parseRefreshToken,
  parseToken,
  refreshTokenText,
  tokenText,
} from '../../../shared/sign-in/grant/token-text.ts';
import { aSignIn, newTenantId } from '../../harness/samples.ts';

const grant = { app: 'timetrack', tenant: newTenantId(), id: newGrantId() } as const;
const [family, secret] = [newSecret(), newSecret()];

describe('the text of a token', () => {
  it.each([grant, aSignIn(), { ...grant, id: aSignIn().id }])('is read as it was written: $id', (name) => {
    const { app, tenant, id } = name;
    expect(parseToken(tokenText(name, secret))).toEqual({ grant: { app, tenant, id }, secret });
    expect(parseRefreshToken(refreshTokenText(name, family, secret))).toEqual({
      grant: { app, tenant, id },
      family,
      secret,
    });
  });

  it('is never that of another kind', () => {
    expect(parseRefreshToken(tokenText(grant, secret))).toBeUndefined();
    expect(parseToken(refreshTokenText(grant, family, secret))).toBeUndefined();
  });

  it.each([
    ['nothing', ''],
    ['a tenant that is no name', tokenText({ ...grant, tenant: 'Acme' as typeof grant.tenant }, secret)],
    [
      'a tenant with a dash in front',
      tokenText({ ...grant, tenant: '-acme' as typeof grant.tenant }, secret),
    ],
    ['an id of no grant', tokenText({ ...grant, id: '_x' as typeof grant.id }, secret)],
    ['an id of a test', tokenText({ ...grant, id: `_test${'0'.repeat(32)}` as typeof grant.id }, secret)],
    ['a short secret', tokenText(grant, secret.slice(1))],
    ['a second spelling of a secret', tokenText(grant, `${secret.slice(0, -1)}B`)],
    ['a line break at the end', `${tokenText(grant, secret)}\n`],
    ['a space in front', ` ${tokenText(grant, secret)}`],
    ['a separator of keys', tokenText({ ...grant, tenant: 'acme#x' as typeof grant.tenant }, secret)],
    ['a part too many', `${tokenText(grant, secret)}.`],
  ])('does not have %s', (_, text) => {
    expect(parseToken(text)).toBeUndefined();
    expect(parseRefreshToken(text)).toBeUndefined();
  });
});

describe('the code of a sign-in', () => {
  const { id } = aSignIn();

  it('follows from the session’s secret and the flow, and is neither of them', () => {
    const code = codeSecretOfSignIn(secret, id);
    expect(code).toMatch(new RegExp(`^${secretPattern}$`));
    expect(codeSecretOfSignIn(secret, id)).toBe(code);
    expect(codeSecretOfSignIn(newSecret(), id)).not.toBe(code);
    expect(codeSecretOfSignIn(secret, aSignIn().id)).not.toBe(code);
    expect(code).not.toBe(secret);
  });
});
