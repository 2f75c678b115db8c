import { facts } from '../../fixtures/facts.ts';
import type { Attack } from '../attack.ts';
import {
  assertionIn,
  evilAssertion,
  evilIds,
  evilResponse,
  forged,
  signatureIn,
  stripped,
} from '../forgery.ts';
import { after, before, change, elementIn, endWith, startWith, swap } from '../splice.ts';

/** What was published of others: the signature is right, and something else is read. Each row names where. */
export const publishedWrappings: readonly Attack[] = [
  {
    name: 'an evil assertion before the signed one (crewjam 2022-41912, authentik 2026-25922)',
    attack: ({ message }) => before(message, assertionIn(message), evilAssertion(message)),
    code: 'assertion-repeated',
  },
  {
    name: 'an evil assertion as the first child of the response (authentik 2026-47201)',
    attack: ({ message }) => startWith(message, evilAssertion(message)),
    code: 'assertion-repeated',
  },
  {
    name: 'a second root with an evil assertion behind a signed refusal (node-saml 2022-39299)',
    attack: ({ write, message }) =>
      write(
        { statusCode: 'urn:oasis:names:tc:SAML:2.0:status:Responder', raw: { assertion: '' } },
        { sign: 'response' },
      ) + evilResponse(message),
    code: 'xml-malformed',
  },
  {
    name: 'an evil root before the signed one (node-saml 2022-39299)',
    attack: ({ message }) => evilResponse(message) + message,
    code: 'xml-malformed',
  },
  {
    name: 'another name in what was signed, its digest made anew, SignedInfo as it was (node-saml 2025-54419)',
    attack: ({ write, message }) =>
      change(forged(message), 'DigestValue', () =>
        elementIn(write({ nameId: 'admin@contoso.com' }), 'DigestValue'),
      ),
    code: 'signature-value',
  },
  {
    name: 'another name in what was signed, SignedInfo as it was (node-saml 2025-54369)',
    attack: ({ message }) => forged(message),
    code: 'signature-digest',
  },
  {
    name: 'the signature of the assertion where the response has its own (Keycloak 2024-8698)',
    attack: ({ message }) =>
      after(swap(message, assertionIn(message), evilAssertion(message)), '</Issuer>', signatureIn(message)),
    code: 'signature-reference',
    modes: ['assertion'],
  },
  {
    name: 'a signed assertion, and an evil one around a reference to it (passport-wsfed-saml2 2025-46572)',
    attack: ({ message }) => {
      const genuine = assertionIn(message);
      const evil = after(evilAssertion(message), '</Issuer>', signatureIn(message));
      return swap(message, genuine, endWith(evil, stripped(genuine)));
    },
    code: 'assertion-repeated',
  },
  {
    name: 'the signed assertion in Extensions of a response, an evil one in its place (ruby-saml 2016-5697)',
    attack: ({ message }) => {
      const genuine = assertionIn(message);
      const moved = swap(message, genuine, evilAssertion(message));
      return before(moved, '<samlp:Status>', `<samlp:Extensions>${genuine}</samlp:Extensions>`);
    },
    code: 'assertion-repeated',
  },
  {
    name: 'the signed response within an evil one, under a name of no namespace (GitHub Enterprise 2024-6800)',
    attack: ({ message }) => endWith(evilResponse(message), `<held xmlns="">${message}</held>`),
    code: 'assertion-repeated',
  },
  {
    name: 'the signed ID twice, the evil element first (Spring Security SAML 2020-5407)',
    attack: ({ message, mode }) =>
      mode === 'assertion'
        ? before(message, assertionIn(message), evilAssertion(message, facts.assertionId))
        : startWith(message, `<held xmlns="" ID="${facts.responseId}"></held>`),
    code: 'xml-id-repeated',
  },
  {
    name: 'an encrypted assertion beside the signed one, in an unsigned response (Keycloak 2026-2092)',
    attack: ({ message }) => before(message, assertionIn(message), encrypted),
    code: 'assertion-repeated',
  },
  {
    name: 'an encrypted assertion that nobody signed (GitHub Enterprise 2024-9487)',
    attack: ({ message }) => swap(stripped(message), stripped(assertionIn(message)), encrypted),
    code: 'assertion-encrypted',
  },
  {
    name: 'an encrypted assertion within a signed one, as advice (Keycloak 2026-2092)',
    attack: ({ write }) => write({ raw: { advice: `<Advice>${encrypted}</Advice>` } }),
    control: ({ write }) =>
      write({ raw: { advice: '<Advice><AssertionIDRef>_a</AssertionIDRef></Advice>' } }),
    code: 'assertion-repeated',
  },
  {
    name: 'the signature of the genuine response on an evil one of another ID (onelogin/php-saml 2016-1000253)',
    attack: ({ message }) => after(evilResponse(message), '</Issuer>', signatureIn(message)),
    control: ({ write }) => write({ responseId: evilIds.response }),
    code: 'signature-reference',
  },
];

const encrypted =
  '<EncryptedAssertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion"><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><CipherData><CipherValue>AAAA</CipherValue></CipherData></EncryptedData></EncryptedAssertion>';
