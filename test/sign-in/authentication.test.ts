import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type Authentication, authenticationOf, longestClass } from '../../shared/sign-in/authentication.ts';
import {
  authenticationMethods,
  authenticationMethodsAttribute,
  authenticationMethodsOf,
} from '../../shared/sign-in/authentication-methods.ts';
import { authenticationFromText, authenticationText } from '../../shared/sign-in/authentication-text.ts';

const classes = 'urn:oasis:names:tc:SAML:2.0:ac:classes:';
const methods = 'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/';
const multipleAuthn = 'http://schemas.microsoft.com/claims/multipleauthn';
const password = `${methods}password`;
const attributesOf = (...values: string[]) => new Map([[authenticationMethodsAttribute, values]]);

describe('the methods of an authentication', () => {
  it.each<[string, readonly string[], string | undefined, readonly string[]]>([
    ['a password', [password], `${classes}Password`, ['pwd']],
    ['several factors', [multipleAuthn, password], `${classes}Password`, ['pwd', 'mfa']],
    ['several factors without any method', [multipleAuthn], undefined, ['mfa']],
    [
      'a method twice, under two names',
      [password, `${classes}PasswordProtectedTransport`],
      undefined,
      ['pwd'],
    ],
    ['Windows', [`${methods}windows`], 'urn:federation:authentication:windows', ['wia']],
    ['a certificate', [`${methods}x509`], `${classes}X509`, ['pop']],
    ['a code of AD FS', ['http://schemas.microsoft.com/ws/2012/12/authmethod/otp'], undefined, ['otp']],
    ['two methods, which are no statement', [password, `${methods}smartcard`], undefined, ['pwd', 'sc']],
    ['a class of Microsoft’s for several factors', [password], multipleAuthn, ['pwd', 'mfa']],
    ['a class for two factors', [], `${classes}MobileTwoFactorContract`, ['mfa']],
    ['the REFEDS profile', [], 'https://refeds.org/profile/mfa', ['mfa']],
    ['a smart card with its PIN', [], `${classes}SmartcardPKI`, ['mfa']],
    ['blanks around a value', [` ${multipleAuthn}\n`], undefined, ['mfa']],
    ['nothing', [], undefined, []],
    ['an unspecified method', [`${methods}unspecified`], `${classes}unspecified`, []],
  ])('are those of %s', (_, values, classRef, expected) => {
    expect(authenticationMethodsOf(attributesOf(...values), classRef)).toEqual(expected);
  });

  it.each<[string, readonly string[], string | undefined]>([
    ['another case', [multipleAuthn.toUpperCase()], undefined],
    ['a longer value', [`${multipleAuthn}/x`], `${classes}MobileTwoFactorContractX`],
    ['several values in one', [`${multipleAuthn},${password}`], undefined],
    ['a short name that no directory of Microsoft sends', ['mfa'], 'mfa'],
    ['a name that JavaScript knows', ['constructor', '__proto__', 'toString'], 'constructor'],
    ['a class for one factor', [], `${classes}Smartcard`],
  ])('never hold mfa because of %s', (_, values, classRef) => {
    expect(authenticationMethodsOf(attributesOf(...values), classRef)).toEqual([]);
  });

  it('never hold mfa because of an attribute of another name', () => {
    const other = new Map([[`${authenticationMethodsAttribute}2`, [multipleAuthn]]]);
    expect(authenticationMethodsOf(other, undefined)).toEqual([]);
  });

  it('are names that RFC 8176 registers', () => {
    const registered = 'face fpt geo hwk iris kba mca mfa otp pin pwd rba retina sc sms swk tel user vbm wia';
    const known = new Set([...registered.split(' '), 'pop']);
    expect(authenticationMethods.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('an authentication', () => {
  const at = (text: string) => new Date(text);
  const said = (authnContextClassRef: string | undefined, ...values: string[]) => ({
    authnInstant: at('2026-11-22T09:00:00.999Z'),
    authnContextClassRef,
    attributes: attributesOf(...values),
  });

  it('has the instant in whole seconds, never later than the directory said, and what else it says', () => {
    expect(authenticationOf(said(`${classes}Password`, password, multipleAuthn))).toStrictEqual({
      authenticatedAt: at('2026-11-22T09:00:00.000Z'),
      acr: `${classes}Password`,
      amr: ['pwd', 'mfa'],
    });
  });

  it.each([
    ['no class', undefined],
    ['an empty class', ''],
    ['a class that is longer than a session keeps', 'x'.repeat(longestClass + 1)],
  ])('has the instant alone with %s', (_, classRef) => {
    expect(authenticationOf(said(classRef))).toStrictEqual({
      authenticatedAt: at('2026-11-22T09:00:00.000Z'),
    });
  });

  it.each<[string, Omit<Authentication, 'authenticatedAt'>]>([
    ['nothing more', {}],
    ['a class of SAML', { acr: `${classes}Password`, amr: ['pwd'] }],
    ['the namespace of the classes alone', { acr: classes }],
    ['a class that begins like the mark of another one', { acr: `${classes}=Password` }],
    ['any other class', { acr: 'https://refeds.org/profile/mfa', amr: ['mfa'] }],
    ['a class with quotes and blanks', { acr: '="a" \\ b' }],
    ['every method', { amr: authenticationMethods }],
  ])('is read as it was stored, with %s', (_, more) => {
    const authentication = { authenticatedAt: at('2026-11-22T09:00:00.000Z'), ...more };
    expect(v.parse(authenticationFromText, authenticationText(authentication))).toStrictEqual(authentication);
  });

  it('takes at most 40 bytes for what Entra mostly sends', () => {
    const text = authenticationText(authenticationOf(said(`${classes}Password`, password, multipleAuthn)));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(40);
  });

  it.each(['', '[]', '[1.5,0,""]', '["1",0,""]', '[1,1,""]', '[1,0,"",0]'])('is not read from %s', (text) => {
    expect(v.safeParse(authenticationFromText, text).success).toBe(false);
  });
});
