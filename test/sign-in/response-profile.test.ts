import * as v from 'valibot';
import { expect, it } from 'vitest';
import { defined } from '../../shared/objects/defined.ts';
import type { ValidationReport } from '../../shared/saml/inbound/report.ts';
import {
  type ResponseProfile,
  responseProfileOf,
  responseProfileOfReport,
  storedResponseProfile,
} from '../../shared/sign-in/response-profile.ts';
import { acceptedAssertion, knownProfileOf } from './accepted.ts';

const { nameId, attributes, signed, signatureHash, certificate } = acceptedAssertion();
const { value } = nameId;

function examinedWith(
  facts: ValidationReport['facts'],
  more: Pick<ValidationReport, 'verification'> = {},
): ResponseProfile | undefined {
  return responseProfileOfReport({ checks: [], problem: undefined, verified: true, facts, ...more });
}

const verification = {
  signed,
  certificate,
  ...defined({ signatureHash }),
} as NonNullable<ValidationReport['verification']>;

it('is the same of a message that was examined as of one that was accepted', () => {
  expect(examinedWith({ nameId, attributes }, { verification })).toEqual(knownProfileOf(acceptedAssertion()));
});

it.each<[string, ValidationReport['facts'], Pick<ValidationReport, 'verification'>]>([
  ['a NameID', { attributes }, { verification }],
  ['attributes', { nameId }, { verification }],
  ['a signer', { nameId, attributes }, {}],
])('is not known without %s', (_, seen, more) => {
  expect(examinedWith(seen, more)).toBeUndefined();
});

it('leaves out what a message does not have', () => {
  const shape = knownProfileOf({
    nameId: { value } as typeof nameId,
    attributes,
    signed,
    certificate,
    disclosed: true,
  } as Parameters<typeof knownProfileOf>[0]);

  expect(shape).not.toHaveProperty('nameIdFormat');
  expect(shape).not.toHaveProperty('signatureHash');
});

it('keeps 256 characters of a format, and of the claim that the NameID comes from', () => {
  const long = 'x'.repeat(400);
  const shape = knownProfileOf({
    ...acceptedAssertion(),
    nameId: { ...nameId, format: long },
    attributes: new Map([[long, [value]]]),
  });

  expect(shape.nameIdFormat).toBe('x'.repeat(256));
  expect(shape.nameIdFrom).toEqual(['x'.repeat(256)]);
});

it.each(['assertion', 'response', 'both'] as const)('is read again where the %s was signed', (part) => {
  const shape = { ...knownProfileOf(acceptedAssertion()), signed: part };
  expect(v.parse(storedResponseProfile, shape)).toEqual(shape);
});

it('is not read where the signed part is none of these', () => {
  expect(
    v.safeParse(storedResponseProfile, { ...knownProfileOf(acceptedAssertion()), signed: '' }).success,
  ).toBe(false);
});

it('is not known of what came out of a cipher text that was signed only around', () => {
  expect(responseProfileOf({ ...acceptedAssertion(), disclosed: false })).toBeUndefined();
});
