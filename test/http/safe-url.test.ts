import { describe, expect, test } from 'vitest';
import { safeUrl } from '../../shared/http/safe-url.ts';
import { isSameOrigin } from '../../shared/http/same-origin.ts';

describe('a link', () => {
  test.each([
    ['https://login.microsoftonline.com/x?y=1#z', 'https://login.microsoftonline.com/x?y=1#z'],
    ['HTTPS://Login.example', 'https://login.example/'],
    ['http://localhost:3000/x', 'http://localhost:3000/x'],
    ['http://acme.localhost/', 'http://acme.localhost/'],
  ])('to %s leads there', (text, href) => {
    expect(safeUrl(text)).toBe(href);
  });

  test.each([
    '',
    '/x',
    'x',
    'http://login.example/',
    'http://localhost.example/',
    'http://notlocalhost/',
    'ftp://localhost/',
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'data:text/html,x',
    'https://user@login.example/',
    'https://:word@login.example/',
    'https://user:word@login.example/',
  ])('to %j leads nowhere', (text) => {
    expect(safeUrl(text)).toBe('about:blank#blocked');
  });
});

describe('a form', () => {
  const origin = 'https://acme.example.com';
  const isOurs = (headers: Readonly<Record<string, string>>) =>
    isSameOrigin({ header: (name) => headers[name] }, origin);

  test.each([
    ['the browser says so', { 'sec-fetch-site': 'same-origin' }],
    ['the browser says so, whatever its Origin', { 'sec-fetch-site': 'same-origin', origin: 'null' }],
    ['an older one has our Origin', { origin }],
  ])('is of our own pages where %s', (_, headers) => {
    expect(isOurs(headers)).toBe(true);
  });

  test.each([
    ['nothing is said', {}],
    ['another site sent it', { 'sec-fetch-site': 'cross-site', origin }],
    ['a neighbour sent it', { 'sec-fetch-site': 'same-site', origin }],
    ['somebody typed it', { 'sec-fetch-site': 'none', origin }],
    ['an older browser hides its Origin', { origin: 'null' }],
    ['an older browser has another Origin', { origin: `${origin}.evil.example` }],
  ])('is of somebody else where %s', (_, headers) => {
    expect(isOurs(headers)).toBe(false);
  });
});
