import { describe, expect, test } from 'vitest';
import { landingPath } from '../../../shared/sign-in/browser/landing.ts';
import { maximumReturnToLength, parseReturnTo } from '../../../shared/sign-in/browser/return-to.ts';
import { timetrack, trakstar } from '../../fixtures/apps.ts';

const longest = `/${'a'.repeat(maximumReturnToLength - 1)}`;

describe('a path of the same origin is handed on unchanged', () => {
  test.each([
    '/',
    '/reports/7',
    '/reports/7?x=1#y',
    '/reports/?next=//elsewhere.example/',
    '/r%C3%A9sum%C3%A9?q=100%25&p=%2f%2f',
    '/a/../b',
    '/a/%2fb',
    "/it's/(fine)/~me@home;v=1,2",
    '/filter?f={a|b}^`',
    '/x%0d%0aset-cookie:a=b',
    longest,
  ])('%s', (path) => {
    expect(parseReturnTo(path)).toBe(path);
  });
});

describe('everything else is refused', () => {
  test.each([
    ['nothing', ''],
    ['another host', '//evil.example'],
    ['another host behind three slashes', '///evil.example'],
    ['a backslash for the second slash', '/\\evil.example'],
    ['a backslash for the first slash', '\\/evil.example'],
    ['a backslash further on', '/a\\..\\\\evil.example'],
    ['a scheme without slashes', 'https:evil.example'],
    ['an absolute URL', 'https://evil.example/'],
    ['an absolute URL of some origin', 'https://origin.invalid/x'],
    ['a host that is none', '//['],
    ['a script', 'javascript:alert(1)'],
    ['a data URL', 'data:text/html,x'],
    ['a relative path', 'reports/7'],
    ['a query alone', '?x=1'],
    ['a fragment alone', '#x'],
    ['an encoded host', '%2f%2fevil.example'],
    ['an encoded second slash', '/%2fevil.example'],
    ['an encoded second slash in capitals', '/%2Fevil.example'],
    ['a second slash encoded twice', '/%252fevil.example'],
    ['a second slash encoded three times', '/%25252fevil.example'],
    ['an encoded backslash', '/%5cevil.example'],
    ['an encoded tab before the second slash', '/%09/evil.example'],
    ['an encoded line break before the second slash', '/%0d%0a/evil.example'],
    ['a dot segment before two slashes', '/.//evil.example'],
    ['an encoded dot segment before two slashes', '/%2e//evil.example'],
    ['a path that climbs to two slashes', '/a/..//evil.example'],
    ['a dot segment before an encoded slash', '/./%2fevil.example'],
    ['a path that climbs to an encoded slash', '/a/../%2Fevil.example'],
    ['a path that climbs to a backslash encoded twice', '/a/%2e%2e/%255cevil.example'],
    ['a tab', '/\t/evil.example'],
    ['a tab at the start', '\t//evil.example'],
    ['a carriage return', '/a\rb'],
    ['a line feed', '/a\nset-cookie:a=b'],
    ['a line feed at the end', '/a\n'],
    ['a blank', '/a b'],
    ['a blank at the start', ' /a'],
    ['NUL', '/a\u0000'],
    ['DEL', '/a\u007f'],
    ['a line separator', '/a\u2028'],
    ['a character beyond ASCII', '/é'],
    ['a full-width slash', '/／evil.example'],
    ['a lone surrogate', '/\ud800'],
    ['markup', '/"><script>'],
    ['1,025 characters', `${longest}a`],
  ])('%s', (_, path) => {
    expect(parseReturnTo(path)).toBeUndefined();
  });
});

describe('a person lands', () => {
  test.each([
    ['at the path that was wanted', timetrack, { returnTo: '/reports/7', relayState: '42' }, '/reports/7'],
    ['at the item of the Relay State', timetrack, { relayState: 'Task_7-a' }, '/items/Task_7-a'],
    [
      'on the default for a Relay State that is a path',
      timetrack,
      { relayState: '//evil.example' },
      '/welcome',
    ],
    ['on the default for one that climbs', timetrack, { relayState: '../admin' }, '/welcome'],
    ['on the default for 65 characters', timetrack, { relayState: 'a'.repeat(65) }, '/welcome'],
    ['on the default for a line break at the end', timetrack, { relayState: '42\n' }, '/welcome'],
    ['on the default where the app has no items', trakstar, { relayState: '42' }, '/welcome'],
    ['on the default without a wish', timetrack, {}, '/welcome'],
  ])('%s', (_, app, wanted, path) => {
    expect(landingPath(app, wanted)).toBe(path);
  });
});
