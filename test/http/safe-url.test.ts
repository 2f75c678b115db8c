import { describe, expect, test } from 'vitest';
import { safeUrl } from '../../shared/http/safe-url.ts';
import { type FormSender, formSender } from '../../shared/http/same-origin.ts';

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

  test.each<[string, Readonly<Record<string, string>>, FormSender]>([
    ['the browser says so', { 'sec-fetch-site': 'same-origin' }, 'our-page'],
    [
      'the browser says so, whatever its Origin',
      { 'sec-fetch-site': 'same-origin', origin: 'null' },
      'our-page',
    ],
    ['an older browser has our Origin', { origin }, 'our-page'],
    ['another site sent it', { 'sec-fetch-site': 'cross-site', origin }, 'another-origin'],
    ['a neighbour sent it', { 'sec-fetch-site': 'same-site', origin }, 'another-origin'],
    ['a person typed the address', { 'sec-fetch-site': 'none', origin }, 'another-origin'],
    ['an older browser has another Origin', { origin: `${origin}.evil.example` }, 'another-origin'],
    ['an older browser has another port', { origin: `${origin}:8443` }, 'another-origin'],
    ['an older browser hides its Origin', { origin: 'null' }, 'unsaid'],
    ['a proxy strips both headers', {}, 'unsaid'],
  ])('where %s', (_, headers, sender) => {
    expect(formSender({ header: (name) => headers[name] }, origin)).toBe(sender);
  });
});
