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

describe('a field that was damaged on its way', () => {
  // 62 and 63 of the alphabet are in it, and one = at the end.
  const message = '<a b="~~~???>>>\u00fb\u00ff"/>';
  const sent = Buffer.from(message).toString('base64');
  const unpadded = sent.replace(/=+$/, '');

  it.each([
    ['blanks where + was: the form was not percent-encoded', sent.replaceAll('+', ' ')],
    ['percent-encoded twice', encodeURIComponent(sent)],
    ['percent-encoded twice', encodeURIComponent(encodeURIComponent(sent))],
    ['percent-encoded twice', encodeURIComponent(`${sent.slice(0, 8)}\r\n${sent.slice(8)}`)],
    ['line ends written as text', `${sent.slice(0, 8)}\\r\\n${sent.slice(8)}`],
    ['line ends written as text', `${sent.slice(0, 8)}&#13;\n${sent.slice(8)}`],
    ['blanks or tabs between the lines', `${sent.slice(0, 8)}\r\n\t${sent.slice(8)}`],
    ['the URL alphabet, - and _', sent.replaceAll('+', '-').replaceAll('/', '_')],
    ['no = at the end', unpadded],
    ['the URL alphabet, without = at the end', unpadded.replaceAll('+', '-').replaceAll('/', '_')],
    ['cut off, or put together of pieces', `${sent}AAAA`],
    ['base64, encoded twice', Buffer.from(sent).toString('base64')],
    ['XML, not encoded', message],
    ['nothing', '\r\n'],
  ])('is refused as %s, never mended', (actual, field) => {
    expect(sent).toMatch(/\+.*\/.*=$/);
    expect(() => decodePostBinding(field)).toThrow(
      expect.objectContaining({ code: 'base64-malformed', actual, authenticated: false }),
    );
    expect(Buffer.from(decodePostBinding(sent)).toString()).toBe(message);
  });

  it.each(['P\u00e4', '?', '%', '  ', '%zz'])('in no known way says nothing of it: %j', (field) => {
    expect(() => decodePostBinding(field)).toThrow(
      expect.objectContaining({ code: 'base64-malformed', actual: undefined }),
    );
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
