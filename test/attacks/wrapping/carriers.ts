import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { signWhole } from '../../fixtures/sign.ts';
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
import { after, before, endWith, swap, swapAll } from '../splice.ts';

const metadataId = '_metadata-of-the-directory';

/** Federation metadata is public, and the directory signs it with the same key. */
const metadata = (): string =>
  signWhole(
    `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" ID="${metadataId}" entityID="${facts.issuer}"></EntityDescriptor>`,
    { key: signingKey() },
  );

/** A logout message that the directory signed for somebody. */
const logoutRequest = (id = '_logout'): string =>
  signWhole(
    `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="${id}" Version="2.0"><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${facts.issuer}</Issuer></samlp:LogoutRequest>`,
    { key: signingKey() },
  );

const extensions = (content: string) => `<samlp:Extensions>${content}</samlp:Extensions>`;

/** A right signature of the directory, over something else than what is read. */
export const carriers: readonly Attack[] = [
  {
    name: 'signed federation metadata in Extensions of an evil response',
    attack: ({ message }) => after(evilResponse(message), '</Issuer>', extensions(metadata())),
    code: 'signature-misplaced',
  },
  {
    name: 'the signature of federation metadata in an evil response, the metadata in Extensions',
    attack: ({ message }) =>
      after(evilResponse(message), '</Issuer>', signatureIn(metadata()) + extensions(stripped(metadata()))),
    code: 'signature-reference',
  },
  {
    name: 'the signature of federation metadata in an evil response that takes its ID',
    attack: ({ message }) =>
      swapAll(
        after(evilResponse(message), '</Issuer>', signatureIn(metadata())),
        evilIds.response,
        metadataId,
      ),
    code: 'signature-digest',
  },
  {
    name: 'the signature of federation metadata in an evil assertion that takes its ID',
    attack: ({ message }) =>
      swap(
        stripped(message),
        stripped(assertionIn(message)),
        after(evilAssertion(message, metadataId), '</Issuer>', signatureIn(metadata())),
      ),
    code: 'signature-digest',
  },
  {
    name: 'an evil response within signed federation metadata',
    attack: ({ message }) => endWith(metadata(), evilResponse(message)),
    code: 'response-root',
  },
  {
    name: 'signed federation metadata instead of a response',
    attack: metadata,
    code: 'response-root',
  },
  {
    name: 'a signed LogoutRequest instead of a response',
    attack: () => logoutRequest(),
    code: 'response-root',
  },
  {
    name: 'a signed LogoutRequest in Extensions of an evil response',
    attack: ({ message }) => after(evilResponse(message), '</Issuer>', extensions(logoutRequest())),
    code: 'signature-misplaced',
  },
  {
    name: 'the signature of a LogoutRequest in an evil assertion that takes its ID',
    attack: ({ message }) =>
      swap(
        stripped(message),
        stripped(assertionIn(message)),
        after(evilAssertion(message, '_logout'), '</Issuer>', signatureIn(logoutRequest('_logout'))),
      ),
    code: 'signature-digest',
  },
  {
    name: 'a signed error response with an evil assertion put in',
    attack: ({ write, message }) => {
      const refusal = write(
        {
          statusCode: 'urn:oasis:names:tc:SAML:2.0:status:Responder',
          raw: { assertion: '' },
        },
        { sign: 'response' },
      );
      return before(
        swap(refusal, 'status:Responder', 'status:Success'),
        '</samlp:Response>',
        evilAssertion(message),
      );
    },
    code: 'signature-digest',
  },
  {
    name: 'a genuine response hidden in StatusDetail of an evil one',
    attack: ({ message }) =>
      before(evilResponse(message), '</samlp:Status>', `<samlp:StatusDetail>${message}</samlp:StatusDetail>`),
    code: 'assertion-repeated',
  },
  {
    name: 'the signature moved from the assertion to the response',
    attack: ({ message }) => after(stripped(message), '</Issuer>', signatureIn(message)),
    code: 'signature-reference',
    modes: ['assertion'],
  },
  {
    name: 'the signature moved from the response to the assertion',
    attack: ({ message }) => {
      const assertion = assertionIn(message);
      return swap(stripped(message), assertion, after(assertion, '</Issuer>', signatureIn(message)));
    },
    code: 'signature-reference',
    modes: ['response'],
  },
  {
    name: 'the signature of another assertion of the same directory',
    attack: ({ write, message }) => {
      const other = write({ assertionId: '_other', responseId: '_other-response' });
      return swap(forged(message), signatureIn(message), signatureIn(other));
    },
    code: 'signature-reference',
  },
  {
    name: 'the signature of another message under the same IDs',
    attack: ({ write, message }) =>
      swap(message, signatureIn(message), signatureIn(write({ nameId: 'Britta.Simon@contoso.com' }))),
    code: 'signature-digest',
  },
  {
    name: 'an evil assertion around the signed one, itself called an attribute (samlify 2025-47949)',
    attack: ({ message }) => {
      const genuine = assertionIn(message);
      const held = `<AttributeStatement><Attribute Name="a"><AttributeValue>${genuine}</AttributeValue></Attribute></AttributeStatement>`;
      return swap(message, genuine, endWith(evilAssertion(message), held));
    },
    code: 'assertion-repeated',
  },
  {
    name: 'a signed assertion in a SOAP envelope',
    attack: ({ message }) =>
      `<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body>${message}</Body></Envelope>`,
    code: 'response-root',
  },
  {
    name: 'the assertion alone, without a response around it',
    attack: ({ message }) => assertionIn(message),
    code: 'response-root',
  },
];
