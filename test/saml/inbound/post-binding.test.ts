import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { decodePostBinding, strictBase64 } from '../../../shared/saml/inbound/post-binding.ts';
import { refusalOf } from './refusal.ts';

describe('strictBase64', () => {
  it.each(['', 'AA==', 'AAA=', 'AAAA', '+/+/', 'PGEvPg=='])(
    'reads %j as the only spelling of its bytes',
    (text) => {
      expect(strictBase64(text)?.toString('base64')).toBe(text);
    },
  );

  it.each([
    'A',
    'AA',
    'AAA',
    'AA=',
    'AB==',
    'AAB=',
    '-_-_',
    'AA AA',
    'AAAA=',
    '====',
    'AA==AA==',
    'AAAA\n',
    '\u00c1AAA',
  ])('refuses %j', (text) => {
    expect(strictBase64(text)).toBeUndefined();
  });
});

describe('decodePostBinding', () => {
  it.each(['PGEvPg==', 'PGEv\r\nPg==\r\n', '\nP\nG\nE\nv\nPg=\n='])('reads %j', (field) => {
    expect(Buffer.from(decodePostBinding(field)).toString()).toBe('<a/>');
  });

  it.each(['', '\r\n', ' ', 'PGEvPg', 'PGEv Pg==', 'PGEv\tPg=='])('refuses %j', (field) => {
    expect(refusalOf(() => decodePostBinding(field))).toBe('base64-malformed');
  });
});
