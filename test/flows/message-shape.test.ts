import * as v from 'valibot';
import { expect, it } from 'vitest';
import {
  type MessageShape,
  shapeOf,
  shapeOfExamined,
  storedShape,
} from '../../shared/flows/message-shape.ts';
import type { Examination } from '../../shared/saml/inbound/examination.ts';
import { acceptedAssertion } from './accepted.ts';

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
  expect(examinedWith({ nameId, attributes }, { verification })).toEqual(shapeOf(acceptedAssertion()));
});

it.each<[string, Examination['facts'], Pick<Examination, 'verification'>]>([
  ['a NameID', { attributes }, { verification }],
  ['attributes', { nameId }, { verification }],
  ['a signer', { nameId, attributes }, {}],
])('is not known without %s', (_, seen, more) => {
  expect(examinedWith(seen, more)).toBeUndefined();
});

it('leaves out what a message does not have', () => {
  const shape = shapeOf({ nameId: { value } as typeof nameId, attributes, signed, certificate } as Parameters<
    typeof shapeOf
  >[0]);

  expect(shape).not.toHaveProperty('nameIdFormat');
  expect(shape).not.toHaveProperty('signatureHash');
});

it('keeps 256 characters of a format, and of the claim that the NameID comes from', () => {
  const long = 'x'.repeat(400);
  const shape = shapeOf({
    ...acceptedAssertion(),
    nameId: { ...nameId, format: long },
    attributes: new Map([[long, [value]]]),
  });

  expect(shape.nameIdFormat).toBe('x'.repeat(256));
  expect(shape.nameIdFrom).toEqual(['x'.repeat(256)]);
});

it.each(['assertion', 'response', 'both'] as const)('is read again where the %s was signed', (part) => {
  const shape = { ...shapeOf(acceptedAssertion()), signed: part };
  expect(v.parse(storedShape, shape)).toEqual(shape);
});

it('is not read where the signed part is none of these', () => {
  expect(v.safeParse(storedShape, { ...shapeOf(acceptedAssertion()), signed: '' }).success).toBe(false);
});
