import { describe, expect, it } from 'vitest';
import { maximumParameters, readParameters } from '../../shared/http/parameters.ts';
import { Problem } from '../../shared/problems/problem.ts';

const form = 'application/x-www-form-urlencoded';
const get = (rawQuery: string) =>
  readParameters({ method: 'GET', rawQuery, contentType: undefined, body: undefined });
const post = (body: string | Buffer, contentType = form, rawQuery = '') =>
  readParameters({ method: 'POST', rawQuery, contentType, body: Buffer.from(body) });
const codeOf = (read: () => unknown) => {
  try {
    read();
    return undefined;
  } catch (error) {
    return error instanceof Problem ? error.code : error;
  }
};

describe('parameters', () => {
  it('are decoded once, from the query of a GET and the form of a POST', () => {
    expect(get('state=a+b%2520c&nonce=n').one('state')).toBe('a b%20c');
    expect(post('state=a+b%2520c').one('state')).toBe('a b%20c');
  });

  it('count as absent where they are empty', () => {
    const parameters = get('state=&state=x&nonce=');
    expect(parameters.one('state')).toBe('x');
    expect(parameters.one('nonce')).toBeUndefined();
    expect(parameters.isRepeated('state')).toBe(false);
  });

  it.each(['state=a&state=a', 'state=a&st%61te=b', 'state=a&nonce=n&state=b'])(
    'have no value where they are repeated: %s',
    (query) => {
      expect(get(query).one('state')).toBeUndefined();
      expect(get(query).isRepeated('state')).toBe(true);
    },
  );

  it('of a form and its query are the same request: a parameter in both is repeated', () => {
    expect(post('state=a', form, 'nonce=n').one('nonce')).toBe('n');
    expect(post('state=a', form, 'state=a').isRepeated('state')).toBe(true);
  });

  it.each<[string, () => unknown]>([
    ['another media type', () => post('{"state":"a"}', 'application/json')],
    ['another character set', () => post('state=a', `${form}; charset=utf-16`)],
    ['octets that are not UTF-8', () => post(Buffer.from([0x73, 0x3d, 0xff]))],
    ['an escape that is not UTF-8', () => get('state=%ff')],
    ['half an escape', () => get('state=%4')],
    [
      'too many of them',
      () => get(Array.from({ length: maximumParameters + 1 }, (_, n) => `p${n}=1`).join('&')),
    ],
  ])('are refused with %s', (_, read) => {
    expect(codeOf(read)).toBe('openid-request-malformed');
  });

  it('may be as many as the limit', () => {
    const query = Array.from({ length: maximumParameters }, (_, n) => `p${n}=1`).join('&');
    expect(codeOf(() => get(query))).toBeUndefined();
  });
});
