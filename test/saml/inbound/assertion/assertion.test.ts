import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readAssertion } from '../../../../shared/saml/inbound/assertion/assertion.ts';
import { readXml } from '../../../../shared/saml/inbound/xml/read-xml.ts';
import { swap } from '../../../attacks/splice.ts';
import { entraResponse } from '../../../fixtures/entra-response.ts';
import { facts } from '../../../fixtures/facts.ts';
import { signedResponse } from '../../../fixtures/signed-response.ts';
import { problemOf } from '../refusal.ts';
import { toldOf } from '../verified.ts';

const assertion = /<Assertion .*<\/Assertion>/s.exec(entraResponse({}))?.[0] ?? '';
const read = (text: string) => readAssertion(readXml(Buffer.from(text)));
const message = signedResponse();

/** AuthnStatements with these contexts, in which `C` stands for AuthnContextClassRef. */
function statements(...contexts: readonly string[]): string {
  const whole = contexts.map((context) => context.replace(/(<\/?)C\b/g, '$1AuthnContextClassRef'));
  return whole
    .map((text) => `<AuthnContext>${text}</AuthnContext>`)
    .map((text) => `<AuthnStatement AuthnInstant="2026-11-22T12:00:00Z">${text}</AuthnStatement>`)
    .join('');
}

describe('readAssertion', () => {
  it('reads what an assertion says, whether anybody believes it or not', () => {
    expect(read(assertion)).toMatchObject({
      id: facts.assertionId,
      issuer: facts.issuer,
      nameId: { value: facts.signInName },
      sessionNotOnOrAfter: undefined,
    });
  });

  it('refuses an Issuer that holds an element', () => {
    const split = swap(assertion, `>${facts.issuer}</Issuer>`, `>${facts.issuer}<x/></Issuer>`);
    expect(problemOf(() => read(split))).toMatchObject({
      code: 'response-structure',
      actual: 'an element in Issuer',
    });
  });

  it.each<[string, string, string | undefined]>([
    ['the class of the first statement', statements('<C>a</C>', '<C>b</C>'), 'a'],
    ['no class of a later statement', statements('', '<C>b</C>'), undefined],
    ['a class without the blanks around it', statements('<C> a\n</C>'), 'a'],
    ['none of two classes', statements('<C>a</C><C>b</C>'), undefined],
    ['no declaration as a class', statements('<AuthnContextDeclRef>a</AuthnContextDeclRef>'), undefined],
    ['no class of another namespace', statements('<C xmlns="urn:x">a</C>'), undefined],
  ])('reads %s', (_, authnStatements, expected) => {
    const text = /<Assertion .*<\/Assertion>/s.exec(entraResponse({ raw: { authnStatements } }))?.[0] ?? '';
    expect(read(text).authnContextClassRef).toBe(expected);
  });

  it('takes the statements of the schema that it does not need', () => {
    const statement = '<AuthzDecisionStatement/>';

    expect(read(assertion.replace('</Assertion>', `${statement}</Assertion>`)).issuer).toBe(facts.issuer);
  });
});

it('tells of a Response by an Issuer that holds an element', () => {
  expect(toldOf(swap(message, `>${facts.issuer}</Issuer>`, '><x/></Issuer>'))).toEqual({
    code: 'response-structure',
    actual: 'an element in Issuer',
  });
});

it('tells of a Response that does not say when it was issued', () => {
  expect(toldOf(message.replace(/ IssueInstant="[^"]*"/, ''))).toEqual({
    code: 'response-structure',
    actual: 'no IssueInstant of Response',
  });
});
