import * as v from 'valibot';
import { expect, it } from 'vitest';
import type { Examination } from '../../shared/saml/inbound/report.ts';
import {
  type MessageShape,
  shapeOf,
  shapeOfExamined,
  storedShape,
} from '../../shared/sign-in/response-profile.ts';
import { acceptedAssertion, knownShapeOf } from './accepted.ts';

const { nameId, attributes, signed, signatureHash, certificate } = acceptedAssertion();
const { value } = nameId;

function examinedWith(
  facts: Examination['facts'],
  more: Pick<Examination, 'verification'> = {},
): MessageShape | undefined {
  return shapeOfExamined({ checks: [], problem: undefined, verified: true, facts, ...more });
}

const verification = {
  signed,
  certificate,
  ...(signatureHash === undefined ? {} : { signatureHash }),
} as NonNullable<Examination['verification']>;

it('is the same of a message that was examined as of one that was accepted', () => {
  expect(examinedWith({ nameId, attributes }, { verification })).toEqual(knownShapeOf(acceptedAssertion()));
});

it.each<[string, Examination['facts'], Pick<Examination, 'verification'>]>([
  ['a NameID', { attributes }, { verification }],
  ['attributes', { nameId }, { verification }],
  ['a signer', { nameId, attributes }, {}],
])('is not known without %s', (_, seen, more) => {
  expect(examinedWith(seen, more)).toBeUndefined();
});

it('leaves out what a message does not have', () => {
  const shape = knownShapeOf({
    nameId: { value } as typeof nameId,
    attributes,
    signed,
    certificate,
    disclosed: true,
  } as Parameters<typeof knownShapeOf>[0]);

  expect(shape).not.toHaveProperty('nameIdFormat');
  expect(shape).not.toHaveProperty('signatureHash');
});

it('keeps 256 characters of a format, and of the claim that the NameID comes from', () => {
  const long = 'x'.repeat(400);
  const shape = knownShapeOf({
    ...acceptedAssertion(),
    nameId: { ...nameId, format: long },
    attributes: new Map([[long, [value]]]),
  });

  expect(shape.nameIdFormat).toBe('x'.repeat(256));
  expect(shape.nameIdFrom).toEqual(['x'.repeat(256)]);
});

it.each(['assertion', 'response', 'both'] as const)('is read again where the %s was signed', (part) => {
  const shape = { ...knownShapeOf(acceptedAssertion()), signed: part };
  expect(v.parse(storedShape, shape)).toEqual(shape);
});

it('is not read where the signed part is none of these', () => {
  expect(v.safeParse(storedShape, { ...knownShapeOf(acceptedAssertion()), signed: '' }).success).toBe(false);
});

it('is not known of what came out of a cipher text that was signed only around', () => {
  expect(shapeOf({ ...acceptedAssertion(), disclosed: false })).toBeUndefined();
});
