import { expect, it } from 'vitest';
import { assertionIn, evilAssertion, signatureIn } from '../../attacks/forgery.ts';
import { after, before, swap, without } from '../../attacks/splice.ts';
import { entraResponse } from '../../fixtures/entra-response.ts';
import { facts } from '../../fixtures/facts.ts';
import { signedResponse } from '../../fixtures/signed-response.ts';
import { type Told, toldOf } from './verified.ts';

const message = signedResponse();
const assertion = assertionIn(message);
const signature = signatureIn(message);
const status =
  '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>';

const structure = (actual: string): Told => ({ code: 'response-structure', actual });
const version = (actual: string): Told => ({ code: 'response-version', expected: '2.0', actual });
const id = (actual: string): Told => ({ code: 'response-id', expected: 'an NCName', actual });

const rows: readonly (readonly [name: string, message: string, told: Told])[] = [
  [
    'another root',
    '<a:Assertion xmlns:a="urn:a"/>',
    { code: 'response-root', expected: 'samlp:Response', actual: '{urn:a}Assertion' },
  ],
  ['no Version', without(message, ' Version="2.0"'), version('no Version')],
  ['another Version', swap(message, 'Version="2.0"', 'Version="2.1"'), version('2.1')],
  ['no ID', without(message, ` ID="${facts.responseId}"`), id('no ID')],
  ['an ID that is no name', swap(message, facts.responseId, '1'), id('1')],
  ['text', after(message, '</samlp:Status>', 'text'), structure('text in Response')],
  ['no Status', message.replace(/<samlp:Status>.*<\/samlp:Status>/, ''), structure('no Status in Response')],
  ['another element', after(message, '</samlp:Status>', '<x/>'), structure('no Assertion in Response')],
  ['an element more', before(message, '</samlp:Response>', '<x/>'), structure('x in Response')],
  [
    'two assertions',
    before(message, assertion, evilAssertion(message)),
    { code: 'assertion-repeated', expected: 'one Assertion', actual: '2' },
  ],
  [
    'an assertion in Extensions',
    before(message, '<samlp:Status>', `<samlp:Extensions>${assertion}</samlp:Extensions>`).replace(
      `</samlp:Status>${assertion}`,
      '</samlp:Status>',
    ),
    { code: 'assertion-misplaced', actual: 'in Extensions' },
  ],
  [
    'an assertion of another namespace',
    message.replace(/<Assertion ([^>]*)xmlns="[^"]*"/, '<Assertion $1xmlns="urn:a"'),
    { code: 'assertion-misplaced', actual: 'in Response' },
  ],
  ['no assertion', without(message, assertion), { code: 'assertion-missing' }],
  [
    'neither an assertion nor a Status',
    without(message, assertion).replace(/<samlp:Status>.*<\/samlp:Status>/, 'text<x/>'),
    { code: 'assertion-missing' },
  ],
  [
    'no assertion, and a refusal of the directory in another namespace',
    swap(
      swap(without(message, assertion), '<samlp:Status>', '<samlp:Status xmlns:samlp="urn:a">'),
      'status:Success',
      'status:Responder',
    ),
    { code: 'assertion-missing' },
  ],
  [
    'no assertion, text, and a refusal of the directory',
    swap(without(message, assertion), '<samlp:Status>', 'text<samlp:Status>').replace(
      'status:Success',
      'status:Responder',
    ),
    { code: 'status-not-success', expected: 'Success', actual: 'Responder' },
  ],
  ['no signature', without(message, signature), { code: 'signature-missing' }],
  [
    'no signature, and a Response that is none',
    without(without(message, signature), '</samlp:Status>').replace('<samlp:Status>', '<samlp:Status/>'),
    { code: 'signature-missing' },
  ],
  [
    'a signature in Extensions',
    before(message, '<samlp:Status>', `<samlp:Extensions>${signature}</samlp:Extensions>`),
    { code: 'signature-misplaced', actual: 'in Extensions' },
  ],
  [
    'two signatures of the assertion',
    before(message, signature, signature),
    { code: 'signature-repeated', actual: 'in the assertion' },
  ],
  [
    'two signatures of the response',
    after(
      signedResponse({}, { sign: 'response' }),
      '</Issuer>',
      signatureIn(signedResponse({}, { sign: 'response' })),
    ),
    { code: 'signature-repeated', actual: 'in the response' },
  ],
  [
    'no IssueInstant',
    signedResponse({ responseIssueInstant: undefined }),
    structure('no IssueInstant of Response'),
  ],
  [
    'a Status without code',
    swap(signedResponse(), status, '<samlp:Status></samlp:Status>'),
    structure('no StatusCode in Status'),
  ],
  [
    'a Status without value',
    swap(message, ' Value="urn:oasis:names:tc:SAML:2.0:status:Success"', ''),
    { code: 'status-not-success', expected: 'Success', actual: 'no Value' },
  ],
  [
    'an empty Status with details',
    swap(message, status, '<samlp:Status><samlp:StatusDetail/></samlp:Status>'),
    structure('no StatusCode in Status'),
  ],
];

it.each(rows)('tells of a response with %s what is wrong', (_, hostile, told) => {
  expect(toldOf(hostile)).toEqual(told);
});

it('takes details for part of a Status', () => {
  const detailed = swap(
    message,
    '</samlp:Status>',
    '<samlp:StatusDetail><x/></samlp:StatusDetail></samlp:Status>',
  );

  expect(toldOf(detailed)).toBeUndefined();
});

it('tells of an unsigned message the same in Entra’s canonical form', () => {
  expect(toldOf(entraResponse({}))).toEqual({ code: 'signature-missing' });
});
