import { facts } from '../../fixtures/facts.ts';
import { names, type Style } from './style.ts';

/** Keycloak: an unused default namespace on the Assertion, a KeyName, and Java's carriage returns in base64. */
export const keycloak: Style = {
  name: 'Keycloak',
  response: [
    `<samlp:Response xmlns:samlp="${names.samlp}" xmlns:saml="${names.saml}" Destination="${facts.replyUrl}" ID="${facts.responseId}" InResponseTo="${facts.requestId}" IssueInstant="2026-11-22T12:00:00.000Z" Version="2.0"><saml:Issuer>${facts.issuer}</saml:Issuer>`,
    `<samlp:Status><samlp:StatusCode Value="${names.success}"/></samlp:Status>`,
    `<saml:Assertion xmlns="${names.saml}" ID="${facts.assertionId}" IssueInstant="2026-11-22T12:00:00.000Z" Version="2.0"><saml:Issuer>${facts.issuer}</saml:Issuer>`,
    `<saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">G-0f1c9a52-7d7e</saml:NameID><saml:SubjectConfirmation Method="${names.bearer}"><saml:SubjectConfirmationData InResponseTo="${facts.requestId}" NotOnOrAfter="2026-11-22T12:04:58.000Z" Recipient="${facts.replyUrl}"/></saml:SubjectConfirmation></saml:Subject>`,
    `<saml:Conditions NotBefore="2026-11-22T11:59:58.000Z" NotOnOrAfter="2026-11-22T12:00:58.000Z"><saml:AudienceRestriction><saml:Audience>${facts.identifier}</saml:Audience></saml:AudienceRestriction></saml:Conditions>`,
    `<saml:AuthnStatement AuthnInstant="2026-11-22T12:00:00.000Z" SessionIndex="1d0c::7f" SessionNotOnOrAfter="2026-11-22T22:00:00.000Z"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`,
    `<saml:AttributeStatement><saml:Attribute FriendlyName="role" Name="Role" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic"><saml:AttributeValue xmlns:xs="${names.xs}" xmlns:xsi="${names.xsi}" xsi:type="xs:string">view-profile</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion></samlp:Response>`,
  ].join(''),
  signature: {
    prefix: 'dsig',
    wrap: '&#13;\n',
    keyInfo: (certificate) =>
      `<dsig:KeyInfo><dsig:KeyName>FqXz1sUZ</dsig:KeyName><dsig:X509Data><dsig:X509Certificate>${certificate}</dsig:X509Certificate></dsig:X509Data></dsig:KeyInfo>`,
  },
};
