import { describe, expect, test } from 'vitest';
import { maximumBodyBytes } from '../../shared/http/body.ts';
import { maximumFormFields, readSamlForm } from '../../shared/http/form.ts';
import { Problem, type ProblemCode } from '../../shared/problems/problem.ts';

const urlEncoded = 'application/x-www-form-urlencoded';

interface Posted {
  readonly contentType?: string | undefined;
  readonly rawQuery?: string;
  readonly body?: string | Uint8Array;
}

function read(posted: Posted) {
  return readSamlForm({
    contentType: 'contentType' in posted ? posted.contentType : urlEncoded,
    rawQuery: posted.rawQuery ?? '',
    body: posted.body === undefined ? undefined : Buffer.from(posted.body),
  });
}

function codeOf(posted: Posted): ProblemCode | 'accepted' {
  try {
    read(posted);
    return 'accepted';
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

/** Percent escapes that say nothing, or nothing that UTF-8 has. */
const broken: readonly (readonly [name: string, text: string])[] = [
  ['a bare percent sign', '%'],
  ['an escape of one digit', '%2'],
  ['an escape that is no number', '%zz'],
  ['an escape of JavaScript', '%u0041'],
  ['an escape of no UTF-8', '%ff'],
  ['half a sign', '%c3'],
  ['an overlong slash', '%c0%af'],
  ['an overlong NUL', '%c0%80'],
  ['a surrogate', '%ed%a0%80'],
  ['a sign beyond Unicode', '%f4%90%80%80'],
];

describe('a form of the POST binding is read', () => {
  test.each<[string, Posted, ReturnType<typeof readSamlForm>]>([
    ['with a message alone', { body: 'SAMLResponse=PHg%2BPC94Pg%3D%3D' }, { samlResponse: 'PHg+PC94Pg==' }],
    [
      'with Relay State',
      { body: 'RelayState=a+b%26c&SAMLResponse=eA' },
      { samlResponse: 'eA', relayState: 'a b&c' },
    ],
    ['with an empty Relay State', { body: 'SAMLResponse=eA&RelayState=' }, { samlResponse: 'eA' }],
    [
      'with signs of every length',
      { body: 'SAMLResponse=eA&RelayState=%C3%A4%e2%82%ac%F0%9F%98%80ä' },
      { samlResponse: 'eA', relayState: 'ä€😀ä' },
    ],
    [
      'with as many fields as it may have',
      { body: `${'x=1&'.repeat(maximumFormFields - 1)}SAMLResponse=eA` },
      { samlResponse: 'eA' },
    ],
    [
      'with other fields',
      { body: 'x=1&SAMLResponse=eA&samlresponse=b&%7a%00=%25&x=2&&=' },
      { samlResponse: 'eA' },
    ],
    ['with another query', { body: 'SAMLResponse=eA', rawQuery: 'namespace=acme' }, { samlResponse: 'eA' }],
    [
      'with a character set',
      { contentType: `${urlEncoded}; charset=UTF-8`, body: 'SAMLResponse=eA' },
      { samlResponse: 'eA' },
    ],
    [
      'with a media type in capitals',
      { contentType: urlEncoded.toUpperCase(), body: 'SAMLResponse=eA' },
      { samlResponse: 'eA' },
    ],
    ['with a name in percent-encoding', { body: 'SAMLRespons%65=eA' }, { samlResponse: 'eA' }],
  ])('%s', (_, posted, form) => {
    expect(read(posted)).toEqual(form);
  });
});

describe('every other request is refused', () => {
  const body = 'SAMLResponse=eA';
  test.each<[string, Posted, ProblemCode]>([
    ['without a media type', { contentType: undefined, body }, 'media-type'],
    ['with JSON', { contentType: 'application/json', body: '{"SAMLResponse":"eA"}' }, 'media-type'],
    ['with multipart', { contentType: 'multipart/form-data; boundary=x', body }, 'media-type'],
    ['with plain text', { contentType: 'text/plain', body }, 'media-type'],
    ['with a longer media type', { contentType: `${urlEncoded}-not`, body }, 'media-type'],
    ['with another character set', { contentType: `${urlEncoded}; charset=utf-16`, body }, 'media-type'],
    ['with two media types', { contentType: `${urlEncoded}, text/plain`, body }, 'media-type'],
    ['without a body', {}, 'saml-response-missing'],
    ['without a message', { body: 'RelayState=1' }, 'saml-response-missing'],
    ['with an empty message', { body: 'SAMLResponse=' }, 'saml-response-missing'],
    ['with a message without a value', { body: 'SAMLResponse' }, 'saml-response-missing'],
    ['with JSON under the right media type', { body: '{"SAMLResponse":"eA"}' }, 'saml-response-missing'],
    ['with a BOM before the first name', { body: '\ufeffSAMLResponse=eA' }, 'saml-response-missing'],
    ['with a name in other letters', { body: 'samlResponse=eA' }, 'saml-response-missing'],
    ['with two messages', { body: `${body}&SAMLResponse=eQ` }, 'saml-response-repeated'],
    ['with the same message twice', { body: `${body}&${body}` }, 'saml-response-repeated'],
    ['with a second, empty message', { body: `${body}&SAMLResponse=` }, 'saml-response-repeated'],
    ['with a second message in disguise', { body: `${body}&%53AMLResponse=eQ` }, 'saml-response-repeated'],
    ['with two Relay States', { body: `${body}&RelayState=1&RelayState=2` }, 'relay-state-repeated'],
    ['with a request beside it', { body: `${body}&SAMLRequest=eA` }, 'form-field-unexpected'],
    ['with an empty request beside it', { body: `${body}&SAMLRequest` }, 'form-field-unexpected'],
    ['with the message in the query', { rawQuery: 'SAMLResponse=eA' }, 'form-field-unexpected'],
    ['with a message in both', { body, rawQuery: 'a=1&SAMLResponse=eA' }, 'form-field-unexpected'],
    [
      'with a disguised message in the query',
      { body, rawQuery: 'SAML%52esponse=eA' },
      'form-field-unexpected',
    ],
    ['with a request in the query', { body, rawQuery: 'SAMLRequest=eA' }, 'form-field-unexpected'],
    ['with one field more', { body: `${'x=1&'.repeat(maximumFormFields)}SAMLResponse=eA` }, 'form-malformed'],
    ...broken.flatMap(([name, text]): [string, Posted, ProblemCode][] => [
      [`with ${name} in the message`, { body: `SAMLResponse=eA${text}` }, 'form-malformed'],
      [`with ${name} in the Relay State`, { body: `${body}&RelayState=${text}` }, 'form-malformed'],
      [`with ${name} in another field`, { body: `${body}&x=1${text}&y=2` }, 'form-malformed'],
      [`with ${name} in another name`, { body: `${body}&x${text}=1` }, 'form-malformed'],
      [`with ${name} in a name without a value`, { body: `${text}&${body}` }, 'form-malformed'],
    ]),
    ['with an escape across two fields', { body: `${body}&x=%c3&%a4=1` }, 'form-malformed'],
    [
      'with half a sign in octets and half escaped',
      { body: Buffer.from(`${body}&x=\xc3%a4`, 'latin1') },
      'form-malformed',
    ],
    ['with octets that are not UTF-8', { body: Buffer.from(`${body}&x=\xff`, 'latin1') }, 'form-malformed'],
    ['with overlong octets', { body: Buffer.from(`${body}&x=\xc0\xaf`, 'latin1') }, 'form-malformed'],
    [
      'with octets of a surrogate',
      { body: Buffer.from(`${body}&x=\xed\xa0\x80`, 'latin1') },
      'form-malformed',
    ],
  ])('%s', (_, posted, code) => {
    expect(codeOf(posted)).toBe(code);
  });

  test.each(['__proto__', 'constructor', 'hasOwnProperty'])(
    'the field name %s means nothing special',
    (name) => {
      expect(read({ body: `${name}=1&SAMLResponse=eA` })).toEqual({ samlResponse: 'eA' });
    },
  );
});

test.each([
  ['separators', '&'],
  ['broken names', '%&'],
  ['encoded names', '%41=&'],
  ['messages', 'SAMLResponse=&'],
  ['equals signs', '='],
  ['plus signs', '+'],
])('the largest body of %s takes under 50 ms', (_, unit) => {
  const body = unit.repeat(Math.floor(maximumBodyBytes / unit.length));
  // The processor's time of this thread, whatever else runs on the machine; the first rounds are not compiled yet.
  const elapsed = Array.from({ length: 12 }, () => {
    const start = process.threadCpuUsage();
    codeOf({ body });
    const { user, system } = process.threadCpuUsage(start);
    return (user + system) / 1_000;
  });
  expect(Math.min(...elapsed)).toBeLessThan(50);
});
