import { facts } from '../../fixtures/facts.ts';
import { names, type Style } from './style.ts';

/** Okta: prefixes saml2 and saml2p declared where they are used, typed values and a PrefixList of xs. */
export const okta: Style = {
  name: 'Okta',
  response: [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<saml2p:Response Destination="${facts.replyUrl}" ID="${facts.responseId}" InResponseTo="${facts.requestId}" IssueInstant="2026-11-22T12:00:00.000Z" Version="2.0" xmlns:saml2p="${names.samlp}" xmlns:xs="${names.xs}">`,
    `<saml2:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity" xmlns:saml2="${names.saml}">${facts.issuer}</saml2:Issuer>`,
    `<saml2p:Status xmlns:saml2p="${names.samlp}"><saml2p:StatusCode Value="${names.success}"/></saml2p:Status>`,
    `<saml2:Assertion ID="${facts.assertionId}" IssueInstant="2026-11-22T12:00:00.000Z" Version="2.0" xmlns:saml2="${names.saml}" xmlns:xs="${names.xs}">`,
    `<saml2:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity" xmlns:saml2="${names.saml}">${facts.issuer}</saml2:Issuer>`,
    `<saml2:Subject xmlns:saml2="${names.saml}"><saml2:NameID Format="${names.email}">${facts.signInName}</saml2:NameID><saml2:SubjectConfirmation Method="${names.bearer}"><saml2:SubjectConfirmationData InResponseTo="${facts.requestId}" NotOnOrAfter="2026-11-22T12:05:00.000Z" Recipient="${facts.replyUrl}"/></saml2:SubjectConfirmation></saml2:Subject>`,
    `<saml2:Conditions NotBefore="2026-11-22T11:55:00.000Z" NotOnOrAfter="2026-11-22T12:05:00.000Z" xmlns:saml2="${names.saml}"><saml2:AudienceRestriction><saml2:Audience>${facts.identifier}</saml2:Audience></saml2:AudienceRestriction></saml2:Conditions>`,
    `<saml2:AuthnStatement AuthnInstant="2026-11-22T12:00:00.000Z" SessionIndex="${facts.requestId}" xmlns:saml2="${names.saml}"><saml2:AuthnContext><saml2:AuthnContextClassRef>${names.password}</saml2:AuthnContextClassRef></saml2:AuthnContext></saml2:AuthnStatement>`,
    `<saml2:AttributeStatement xmlns:saml2="${names.saml}"><saml2:Attribute Name="displayName" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified"><saml2:AttributeValue xmlns:xs="${names.xs}" xmlns:xsi="${names.xsi}" xsi:type="xs:string">B. Simon</saml2:AttributeValue></saml2:Attribute></saml2:AttributeStatement></saml2:Assertion></saml2p:Response>`,
  ].join(''),
  signature: {
    prefix: 'ds',
    prefixList: 'xs',
    wrap: '\n',
    keyInfo: (certificate) =>
      `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`,
  },
};
