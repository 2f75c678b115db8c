import { createHash } from 'node:crypto';
import { html } from 'hono/html';
import { describe, expect, test } from 'vitest';
import {
  type Answer,
  empty,
  json,
  redirect,
  text,
  toResult,
  withCookies,
  withHeaders,
} from '../../shared/http/answer.ts';
import { document } from '../../shared/pages/layout.ts';
import { page } from '../../shared/pages/page-answer.ts';
import { styleHash } from '../../shared/pages/style.ts';

const markup = document({ language: 'en', title: 'A page', main: html`<h1>A page</h1>` });

const answers: readonly (readonly [string, Answer])[] = [
  ['a page', page(200, markup)],
  ['a page with a form', page(200, markup, 'page-with-form')],
  ['a page on the way to the directory', page(200, markup, 'page-towards-directory')],
  ['a page of a refusal', page(404, markup)],
  ['JSON', json(200, { a: 1 })],
  ['a text', text(200, 'text/plain; charset=utf-8', 'ok')],
  ['a redirect', redirect('/welcome')],
  ['an empty answer', empty()],
];

describe('every answer', () => {
  test.each(answers)('%s forbids storing, framing, sniffing and referring', (_, answer) => {
    expect(toResult(answer).headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'cross-origin-resource-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      'content-security-policy': expect.stringMatching(/^default-src 'none'; .*frame-ancestors 'none'/),
    });
  });

  test.each(answers)('%s has no CORS header', (_, answer) => {
    const names = Object.keys(toResult(answer).headers ?? {});
    expect(names.filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  test.each(answers)('%s keeps its security headers whatever a step adds', (_, answer) => {
    const weakened = withHeaders(answer, { 'cache-control': 'public', 'content-security-policy': '*' });
    expect(toResult(weakened).headers).toEqual(toResult(answer).headers);
  });
});

describe('the content security policy fits the answer', () => {
  const bare = "default-src 'none'; frame-ancestors 'none'";
  const styled = (formAction: string) =>
    `default-src 'none'; style-src '${styleHash}'; form-action ${formAction}; frame-ancestors 'none'; base-uri 'none'`;
  test.each<[string, Answer, string]>([
    ['JSON', json(200, {}), bare],
    ['a redirect', redirect('/'), bare],
    ['a page', page(200, markup), styled("'none'")],
    ['a page with a form', page(200, markup, 'page-with-form'), styled("'self'")],
    [
      'a page towards the directory',
      page(200, markup, 'page-towards-directory'),
      styled("'self' https: http://localhost:* http://*.localhost:* http://127.0.0.1:*"),
    ],
  ])('%s', (_, answer, policy) => {
    expect(toResult(answer).headers?.['content-security-policy']).toBe(policy);
  });

  test('the hash is that of the one style element', () => {
    const styles = [...markup.matchAll(/<style>([^<]*)<\/style>/g)].map(([, content]) => content ?? '');
    expect(styles).toHaveLength(1);
    expect(styleHash).toBe(`sha256-${createHash('sha256').update(styles.join('')).digest('base64')}`);
  });

  test('only pages isolate their window, so that signing in in a pop-up window still works', () => {
    const isolation = (answer: Answer) => toResult(answer).headers?.['cross-origin-opener-policy'];
    expect(isolation(page(200, markup))).toBe('same-origin');
    expect(isolation(redirect('/'))).toBeUndefined();
    expect(isolation(json(200, {}))).toBeUndefined();
  });
});

describe('the answer itself', () => {
  test('a redirect is a 303 with its location', () => {
    const result = toResult(redirect('https://login.example/saml2?SAMLRequest=x'));
    const location = 'https://login.example/saml2?SAMLRequest=x';
    expect(result).toMatchObject({ statusCode: 303, headers: { location }, body: '' });
  });

  test.each(['', '/a\r\nSet-Cookie: a=b', '/a b', '/é', '/\u0000'])('no redirect goes to %j', (location) => {
    expect(() => redirect(location)).toThrow(TypeError);
  });

  test('cookies go out in the order they were added', () => {
    const answer = withCookies(withCookies(redirect('/'), 'a=1'), 'b=2', 'c=3');
    expect(toResult(answer).cookies).toEqual(['a=1', 'b=2', 'c=3']);
  });

  test('JSON, texts and pages say what they are', () => {
    expect(toResult(json(401, { error: 'x' }))).toMatchObject({ statusCode: 401, body: '{"error":"x"}' });
    expect(toResult(json(200, {})).headers?.['content-type']).toBe('application/json');
    expect(toResult(page(200, markup)).headers?.['content-type']).toBe('text/html; charset=utf-8');
    expect(toResult(text(200, 'application/samlmetadata+xml', '<x/>'))).toMatchObject({ body: '<x/>' });
  });
});
