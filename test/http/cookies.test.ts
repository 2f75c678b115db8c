import { describe, expect, test } from 'vitest';
import { clearCookie, readCookies, setCookie } from '../../shared/http/cookies.ts';

describe('reading', () => {
  test('a cookie that came once has its value', () => {
    const cookies = readCookies(['theme=dark', '__Host-session=abc']);
    expect(cookies.get('__Host-session')).toBe('abc');
    expect(cookies.names).toEqual(['theme', '__Host-session']);
  });

  test('a request without cookies has none', () => {
    expect(readCookies(undefined).names).toEqual([]);
  });

  test.each<[string, readonly string[]]>([
    ['twice with two values', ['a=1', 'a=2']],
    ['twice with one value', ['a=1', 'a=1']],
    ['three times', ['a=1', 'a=2', 'a=3']],
    ['twice, the first one unreadable', ['a="1"', 'a=1']],
    ['twice, the last one unreadable', ['a=1', 'a=1 2']],
    ['twice, one without a value', ['a=1', 'a']],
    ['once with quotes', ['a="1"']],
    ['once with a blank inside', ['a=1 2']],
    ['once with a control character', ['a=1\u0000']],
    ['once beyond ASCII', ['a=é']],
    ['once with a second pair behind it', ['a=1; b=2']],
    ['under a name in other letters', ['A=1']],
    ['without a value', ['a']],
    // A browser holds none of these names to the rules of `__Host-`: a neighbouring host may set them.
    ...['\u2000', '\u00a0', '\u0085', '\u3000', '\ufeff', '\v', '\f', '\n'].map(
      (space): [string, string[]] => [`behind ${JSON.stringify(space)}, which is no blank`, [`${space}a=1`]],
    ),
  ])('a cookie that came %s is absent', (_, pairs) => {
    expect(readCookies(pairs).get('a')).toBeUndefined();
  });

  test('a doubled cookie leaves the others readable and its name known', () => {
    const cookies = readCookies(['a=1', 'b=2', 'a=3']);
    expect(cookies.get('b')).toBe('2');
    expect(cookies.names).toEqual(['a', 'b']);
  });

  test.each(['__proto__', 'constructor', 'toString'])('the name %s means nothing special', (name) => {
    expect(readCookies([]).get(name)).toBeUndefined();
    expect(readCookies([`${name}=1`]).get(name)).toBe('1');
  });

  test.each(['', ' ', '=1', '(a)=1', 'a b=1'])('the pair %j is no cookie at all', (pair) => {
    expect(readCookies([pair]).names).toEqual([]);
  });

  test('blanks around a pair are no part of it', () => {
    expect(readCookies([' a=1 ', '\tb=2\t']).get('a')).toBe('1');
    expect(readCookies([' a=1 ', '\tb=2\t']).get('b')).toBe('2');
    expect(readCookies(['a=1', ' a ']).get('a')).toBeUndefined();
  });
});

describe('writing', () => {
  test('every cookie is for this host alone, over HTTPS alone, out of reach of scripts', () => {
    expect(setCookie({ name: '__Host-x', value: '1', sameSite: 'Lax', maxAgeSeconds: 60.9 })).toBe(
      '__Host-x=1; HttpOnly; Secure; SameSite=Lax; Path=/; Max-Age=60',
    );
  });

  test('clearing keeps the attributes and lets the age be zero', () => {
    expect(clearCookie('__Host-x', 'None')).toBe(
      '__Host-x=; HttpOnly; Secure; SameSite=None; Path=/; Max-Age=0',
    );
  });

  test.each(['1; Domain=evil.example', '1\r\nSet-Cookie: a=b', '"1"', 'é'])(
    'the value %j is refused',
    (value) => {
      expect(() => setCookie({ name: '__Host-x', value, sameSite: 'Lax', maxAgeSeconds: 1 })).toThrow(
        TypeError,
      );
    },
  );

  test.each(['__Host-x;y', '__Host-x=y', '__Host-\r\n'])('the name %j is refused', (name) => {
    const hostName = name as `__Host-${string}`;
    expect(() => setCookie({ name: hostName, value: '=', sameSite: 'Lax', maxAgeSeconds: 1 })).toThrow(
      TypeError,
    );
  });

  test.each(['1; Domain=evil.example', '"1"', '1 2'])('the value %j is a fault of the caller', (value) => {
    expect(() => setCookie({ name: '__Host-x', value, sameSite: 'Lax', maxAgeSeconds: 1 })).toThrow(
      new TypeError('not a cookie: "__Host-x"'),
    );
  });
});
