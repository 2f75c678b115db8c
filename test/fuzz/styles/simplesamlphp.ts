import { facts } from '../../fixtures/facts.ts';
import { names, type Style } from './style.ts';

/** SimpleSAMLphp: everything under a prefix, declared at the top; lines inside the Signature; typed values. */
export const simplesamlphp: Style = {
  name: 'SimpleSAMLphp',
  response: [
    `<samlp:Response xmlns:samlp="${names.samlp}" xmlns:saml="${names.saml}" ID="${facts.responseId}" Version="2.0" IssueInstant="2026-11-22T12:00:00Z" Destination="${facts.replyUrl}" InResponseTo="${facts.requestId}"><saml:Issuer>${facts.issuer}</saml:Issuer>`,
    `<samlp:Status><samlp:StatusCode Value="${names.success}"/></samlp:Status>`,
    `<saml:Assertion xmlns:xsi="${names.xsi}" xmlns:xs="${names.xs}" ID="${facts.assertionId}" Version="2.0" IssueInstant="2026-11-22T12:00:00Z"><saml:Issuer>${facts.issuer}</saml:Issuer>`,
    `<saml:Subject><saml:NameID SPNameQualifier="${facts.identifier}" Format="${names.email}">${facts.signInName}</saml:NameID><saml:SubjectConfirmation Method="${names.bearer}"><saml:SubjectConfirmationData NotOnOrAfter="2026-11-22T12:05:00Z" Recipient="${facts.replyUrl}" InResponseTo="${facts.requestId}"/></saml:SubjectConfirmation></saml:Subject>`,
    `<saml:Conditions NotBefore="2026-11-22T11:59:30Z" NotOnOrAfter="2026-11-22T12:05:00Z"><saml:AudienceRestriction><saml:Audience>${facts.identifier}</saml:Audience></saml:AudienceRestriction></saml:Conditions>`,
    `<saml:AuthnStatement AuthnInstant="2026-11-22T11:00:00Z" SessionNotOnOrAfter="2026-11-22T20:00:00Z" SessionIndex="_s"><saml:AuthnContext><saml:AuthnContextClassRef>${names.password}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`,
    '<saml:AttributeStatement><saml:Attribute Name="uid" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic"><saml:AttributeValue xsi:type="xs:string">bsimon</saml:AttributeValue></saml:Attribute>',
    '<saml:Attribute Name="memberOf"><saml:AttributeValue xsi:type="xs:string">a&#13;\nb</saml:AttributeValue><saml:AttributeValue xsi:type="xs:integer">7</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion></samlp:Response>',
  ].join(''),
  signature: {
    prefix: 'ds',
    between: '\n  ',
    keyInfo: (certificate) =>
      `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`,
  },
};
