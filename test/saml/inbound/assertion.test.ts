import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readAssertion } from '../../../shared/saml/inbound/assertion.ts';
import { readXml } from '../../../shared/saml/inbound/xml.ts';
import { swap } from '../../attacks/splice.ts';
import { entraResponse } from '../../fixtures/entra-response.ts';
import { facts } from '../../fixtures/facts.ts';
import { signedResponse } from '../../fixtures/signed-response.ts';
import { toldOf } from './judged.ts';

const assertion = /<Assertion .*<\/Assertion>/s.exec(entraResponse({}))?.[0] ?? '';
const read = (text: string) => readAssertion(readXml(Buffer.from(text)));
const message = signedResponse();

describe('readAssertion', () => {
  it('reads what an assertion says, whether anybody believes it or not', () => {
    expect(read(assertion)).toMatchObject({
      id: facts.assertionId,
      issuer: facts.issuer,
      nameId: { value: facts.signInName },
      sessionNotOnOrAfter: undefined,
    });
  });

  it('takes an Issuer that holds an element for nobody', () => {
    expect(read(swap(assertion, `>${facts.issuer}</Issuer>`, '><x/></Issuer>')).issuer).toBe('');
  });

  it('takes the statements of the schema that it does not need', () => {
    const statement = '<AuthzDecisionStatement/>';

    expect(read(assertion.replace('</Assertion>', `${statement}</Assertion>`)).issuer).toBe(facts.issuer);
  });
});

it('tells of a Response by an Issuer that holds an element', () => {
  expect(toldOf(swap(message, `>${facts.issuer}</Issuer>`, '><x/></Issuer>'))).toEqual({
    code: 'issuer-mismatch',
    expected: facts.issuer,
    actual: '',
  });
});

it('tells of a Response that does not say when it was issued', () => {
  expect(toldOf(message.replace(/ IssueInstant="[^"]*"/, ''))).toEqual({
    code: 'response-structure',
    actual: 'no IssueInstant of Response',
  });
});
