import { describe, expect, test } from 'vitest';
import { maximumBodyBytes, readBody } from '../../shared/http/body.ts';
import { readRequest } from '../../shared/http/request.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { eventOf, type RequestOf } from '../endpoint/api-gateway-event.ts';

const read = (request: RequestOf) => readRequest(eventOf(request), '7KQF-M2ZD', new Date(0));

describe('what is believed of a request', () => {
  test('method, path, query and cookies are as sent', () => {
    const request = read({ method: 'POST', path: '/a%20b', query: 'x=%2f&x', cookies: ['a=1'] });
    expect(request).toMatchObject({ method: 'POST', path: '/a%20b', rawQuery: 'x=%2f&x' });
    expect(request.cookies.get('a')).toBe('1');
  });

  test('the host is the domain that API Gateway matched, in lower case', () => {
    expect(read({ host: 'ACME.TimetrackEnterprise.com' }).host).toBe('acme.timetrackenterprise.com');
  });

  test.each([
    'Host',
    'X-Forwarded-Host',
    'x-forwarded-proto',
    'Forwarded',
    'X-Original-URL',
    'X-Original-Host',
  ])('a forged %s changes nothing and is not handed on', (name) => {
    const request = read({ headers: { [name.toLowerCase()]: 'evil.example' } });
    expect(request.host).toBe('acme.timetrackenterprise.com');
    expect(request.header(name)).toBeUndefined();
  });

  test('a header is found in any case', () => {
    const request = read({ headers: { 'Sec-Fetch-Site': 'same-origin', 'content-type': 'text/plain' } });
    expect(request.header('sec-fetch-site')).toBe('same-origin');
    expect(request.contentType).toBe('text/plain');
    expect(request.header('__proto__')).toBeUndefined();
  });
});

describe('the body', () => {
  test.each<[string, { body?: string; isBase64Encoded: boolean }, string | undefined]>([
    ['in base64', { body: Buffer.from('a=é').toString('base64'), isBase64Encoded: true }, 'a=é'],
    ['as text', { body: 'a=é', isBase64Encoded: false }, 'a=é'],
    ['that is missing', { isBase64Encoded: false }, undefined],
    ['that is empty', { body: '', isBase64Encoded: true }, undefined],
  ])('%s is decoded as the event says', (_, event, expected) => {
    const bytes = readBody(event);
    expect(bytes === undefined ? undefined : Buffer.from(bytes).toString()).toBe(expected);
  });

  const inBase64 = (size: number) => ({
    body: Buffer.alloc(size, 'a').toString('base64'),
    isBase64Encoded: true,
  });
  test.each([
    ['in base64', inBase64(maximumBodyBytes), inBase64(maximumBodyBytes + 1)],
    ['in base64 far beyond it', inBase64(maximumBodyBytes), inBase64(4 * maximumBodyBytes)],
    [
      'as text',
      { body: 'a'.repeat(maximumBodyBytes), isBase64Encoded: false },
      { body: 'a'.repeat(maximumBodyBytes + 1), isBase64Encoded: false },
    ],
    [
      'as text of two bytes a character',
      { body: 'é'.repeat(maximumBodyBytes / 2), isBase64Encoded: false },
      { body: `${'é'.repeat(maximumBodyBytes / 2)}a`, isBase64Encoded: false },
    ],
  ])('%s may have 256 kB and not a byte more', (_, allowed, refused) => {
    expect(readBody(allowed)).toHaveLength(maximumBodyBytes);
    expect(() => readBody(refused)).toThrow(expect.objectContaining({ code: 'body-too-large' }));
    expect(() => readBody(refused)).toThrow(Problem);
  });
});
