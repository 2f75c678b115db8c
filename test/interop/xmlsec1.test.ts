import { describe, expect, test } from 'vitest';
import { claimNames, claimsOfBSimon, type EntraParts, withClaim } from '../fixtures/entra-parts.ts';
import { asEntraWrites, entraResponse } from '../fixtures/entra-response.ts';
import { facts } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import type { SigningChoices } from '../fixtures/sign.ts';
import { insertSignature } from '../fixtures/signature.ts';
import { signedResponse } from '../fixtures/signed-response.ts';
import { signatureTemplate, type TemplateChoices } from './signature-template.ts';
import { verdictOn } from './verdict.ts';
import { type Place, signWithXmlsec1, verifiesWithXmlsec1 } from './xmlsec1.ts';

const key = signingKey();

/** A message of Entra that xmlsec1 has signed at `places`. */
function signedByXmlsec1(places: readonly Place[], choices: TemplateChoices, message: string): string {
  const withTemplates = places.reduce(
    (xml, place) =>
      place === 'response'
        ? insertSignature(xml, signatureTemplate(facts.responseId, choices))
        : xml.replace(/<Assertion .*<\/Assertion>/s, (assertion) =>
            insertSignature(assertion, signatureTemplate(facts.assertionId, choices)),
          ),
    message,
  );
  // The Assertion first: the Response's signature covers it with its own signature in place.
  return places.toSorted().reduce((xml, place) => signWithXmlsec1(xml, place, key), withTemplates);
}

const typedValues = (message: string) =>
  message
    .replace(' xmlns:samlp=', ' xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:samlp=')
    .replace(
      '<AttributeStatement>',
      '<AttributeStatement xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    )
    .replaceAll('<AttributeValue>', '<AttributeValue xsi:type="xs:string">');

interface Row extends TemplateChoices {
  readonly name: string;
  readonly places?: readonly Place[];
  /** Changes the unsigned message. */
  readonly change?: (message: string) => string;
  readonly parts?: Partial<EntraParts>;
}

const both: readonly Place[] = ['response', 'assertion'];

const rows: readonly Row[] = [
  { name: 'the Assertion' },
  { name: 'the Response', places: ['response'] },
  { name: 'both', places: both },
  { name: 'the bytes that Entra writes', change: asEntraWrites },
  { name: 'with RSA-SHA384', algorithm: 'sha384' },
  { name: 'with RSA-SHA512', algorithm: 'sha512' },
  { name: 'by the name that keeps comments', places: both, withComments: true },
  {
    name: 'by the name that keeps comments, with a PrefixList',
    withComments: true,
    prefixList: 'xs',
    change: typedValues,
  },
  { name: 'a SignedInfo in inclusive form', canonicalization: 'inclusive' },
  { name: 'both SignedInfos in inclusive form', places: both, canonicalization: 'inclusive' },
  { name: 'far prefixes and inclusive form', canonicalization: 'inclusive', change: typedValues },
  { name: 'under a prefix, indented', places: both, prefix: 'ds', whiteSpace: '\n  ' },
  { name: 'with tabs and CRLF between elements', whiteSpace: '\r\n\t' },
  { name: 'without KeyInfo', keyInfo: null },
  { name: 'with an empty PrefixList', prefixList: '' },
  { name: 'typed values and a PrefixList', prefixList: 'xs', change: typedValues },
  { name: 'prefixes near, far and unknown', prefixList: 'samlp  xsi nowhere', change: typedValues },
  { name: 'a PrefixList with #default', places: both, prefixList: '#default samlp' },
  { name: 'a PrefixList for SignedInfo', signedInfoPrefixList: 'samlp xs', change: typedValues },
  {
    name: 'every character that needs care',
    parts: { claims: withClaim(claimsOfBSimon, claimNames.displayName, 'a\rb\tc\nd & <e> "f" ü €\u{1F511}') },
  },
];

describe('Latchkey accepts what xmlsec1 signs:', () => {
  test.each(rows)('$name', (row) => {
    const { places = ['assertion'], change = (xml) => xml, parts } = row;
    const message = signedByXmlsec1(places, row, change(entraResponse(parts)));
    expect(verdictOn(message, key).nameId.value).toBe(facts.signInName);
    // The control: the same signature by a key that the tenant does not trust.
    expect(() => verdictOn(message, signingKey({ name: 'another' }))).toThrow(
      expect.objectContaining({ code: row.keyInfo === null ? 'signature-value' : 'key-unknown' }),
    );
  });

  test('with RSA-SHA1, but only where the operator allowed it', () => {
    const message = signedByXmlsec1(['assertion'], { algorithm: 'sha1' }, entraResponse());
    expect(verdictOn(message, key, true).nameId.value).toBe(facts.signInName);
    expect(() => verdictOn(message, key)).toThrow(expect.objectContaining({ code: 'signature-sha1' }));
  });
});

const signings: readonly Omit<SigningChoices, 'key'>[] = [
  ...(['assertion', 'response', 'both'] as const).flatMap((sign) =>
    (['exclusive', 'inclusive'] as const).map((canonicalization) => ({ sign, canonicalization })),
  ),
  ...(['sha1', 'sha384', 'sha512'] as const).map((algorithm) => ({ algorithm })),
  { keyInfo: null },
  { prefixList: '' },
];

describe('xmlsec1 accepts what the fixtures sign:', () => {
  test.each(signings)('%o', (choices) => {
    const message = signedResponse({}, choices);
    const { sign = 'assertion' } = choices;
    const places: readonly Place[] = sign === 'both' ? ['assertion', 'response'] : [sign];
    for (const place of places) {
      expect(verifiesWithXmlsec1(message, place, key.certificatePem)).toBe(true);
      const changed = message.replace('B.Simon@', 'C.Simon@');
      expect(verifiesWithXmlsec1(changed, place, key.certificatePem)).toBe(false);
    }
  });
});
