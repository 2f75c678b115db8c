import { describe, expect, it } from 'vitest';
import { AddressError, readIssuer } from '../../../shared/tenants/intake/address.ts';

const codeOf = (text: string) => {
  try {
    return readIssuer(text) === text ? 'read as it is' : 'changed';
  } catch (error) {
    if (error instanceof AddressError) return error.code;
    throw error;
  }
};

describe('an issuer', () => {
  it.each([
    'https://sts.windows.net/3f9a1c52-6f0b-4d0e-9a77-1c2d3e4f5a6b/',
    'http://www.okta.com/exk1abcd2EFGH3ijk4l5',
    'http://adfs.example.com/adfs/services/trust',
    'acme-ping',
    'x',
    'urn:example:idp#fragment',
    'https://user@idp.example/?a=b#c',
    'HTTP://WWW.OKTA.COM/EXK',
    'https://idp.example/é漢',
    'u'.repeat(1_024),
  ])('is read as it is typed: %s', (text) => {
    expect(codeOf(text)).toBe('read as it is');
  });

  it.each([
    ['nothing', '', 'issuer-not-visible'],
    ['a blank', ' ', 'issuer-not-visible'],
    ['a blank inside', 'acme ping', 'issuer-not-visible'],
    ['a no-break space behind', 'acme-ping\u00a0', 'issuer-not-visible'],
    ['a line end', 'acme\nping', 'issuer-not-visible'],
    ['a tab', 'acme\tping', 'issuer-not-visible'],
    ['a NUL', 'acme\0ping', 'issuer-not-visible'],
    ['a zero-width space', 'acme\u200bping', 'issuer-not-visible'],
    ['a direction mark', '\u200eacme-ping', 'issuer-not-visible'],
    ['half a surrogate pair', 'acme\ud800', 'issuer-not-visible'],
    ['1,025 characters', 'u'.repeat(1_025), 'issuer-too-long'],
    ["Entra's without its slash", 'https://sts.windows.net/3f9a1c52', 'issuer-without-slash'],
  ])('is refused with %s', (_, text, code) => {
    expect(codeOf(text)).toBe(code);
  });
});
