import { claimNames, claimsOfBSimon, type EntraParts, withClaim } from '../../../fixtures/entra-parts.ts';
import { instantFromNow } from '../../../fixtures/facts.ts';
import type { Told } from '../verified.ts';

/** The method of a bearer confirmation. */
export const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';

/** That an element is missing, or stands where the schema has none. */
export const structure = (actual: string): Told => ({ code: 'response-structure', actual });

/** What is wrong with the confirmation of the subject. */
export const confirmation = (expected: string, actual: string): Told => ({
  code: 'subject-confirmation',
  expected,
  actual,
});

/** An assertion with these confirmations. */
export const confirmations = (...all: string[]): Partial<EntraParts> => ({
  raw: { subjectConfirmations: all.join('') },
});

/** An assertion with one bearer confirmation that holds `data`. */
export const confirmationWith = (data: string): Partial<EntraParts> =>
  confirmations(`<SubjectConfirmation Method="${bearer}">${data}</SubjectConfirmation>`);

/** An assertion with Conditions that hold `inner`. */
export const conditions = (inner: string): Partial<EntraParts> => ({
  raw: {
    conditions: `<Conditions NotBefore="${instantFromNow(-60)}" NotOnOrAfter="${instantFromNow(60)}">${inner}</Conditions>`,
  },
});

/** An assertion with one AttributeStatement that holds `inner`. */
export const attributes = (inner: string): Partial<EntraParts> => ({
  raw: { attributeStatements: `<AttributeStatement>${inner}</AttributeStatement>` },
});

/** An assertion with these values of objectidentifier. */
export const objectIds = (...values: string[]): Partial<EntraParts> => ({
  claims: withClaim(claimsOfBSimon, claimNames.objectId, ...values),
});

/** That objectidentifier is not one value. */
export const identity = (actual: string): Told => ({
  code: 'identity-claim-malformed',
  expected: `one value of ${claimNames.objectId}`,
  actual,
});
