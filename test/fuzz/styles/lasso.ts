import { facts } from '../../fixtures/facts.ts';
import { names, type Style } from './style.ts';

/** lasso: a Signature in a default namespace among prefixes, in lines, without KeyInfo; a listed default namespace. */
export const lasso: Style = {
  name: 'lasso',
  response: [
    `<samlp:Response xmlns:samlp="${names.samlp}" xmlns:saml="${names.saml}" ID="${facts.responseId}" InResponseTo="${facts.requestId}" Version="2.0" IssueInstant="2026-11-22T12:00:00Z" Destination="${facts.replyUrl}" Consent="urn:oasis:names:tc:SAML:2.0:consent:current-implicit">\n<saml:Issuer>${facts.issuer}</saml:Issuer>`,
    `<samlp:Status><samlp:StatusCode Value="${names.success}"/></samlp:Status>\n`,
    `<saml:Assertion Version="2.0" ID="${facts.assertionId}" IssueInstant="2026-11-22T12:00:00Z"><saml:Issuer>${facts.issuer}</saml:Issuer>`,
    `<saml:Subject><saml:NameID Format="${names.email}">${facts.signInName}</saml:NameID>\n<saml:SubjectConfirmation Method="${names.bearer}"><saml:SubjectConfirmationData NotOnOrAfter="2026-11-22T12:10:00Z" Recipient="${facts.replyUrl}" InResponseTo="${facts.requestId}"/></saml:SubjectConfirmation></saml:Subject>`,
    `<saml:Conditions NotBefore="2026-11-22T12:00:00Z" NotOnOrAfter="2026-11-22T12:10:00Z"><saml:AudienceRestriction><saml:Audience>${facts.identifier}</saml:Audience></saml:AudienceRestriction></saml:Conditions>`,
    `<saml:AuthnStatement AuthnInstant="2026-11-22T12:00:00Z" SessionIndex="_C1"><saml:SubjectLocality Address="192.0.2.7"/><saml:AuthnContext><saml:AuthnContextClassRef>${names.password}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`,
    '<saml:AttributeStatement><saml:Attribute Name="mail" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic"><saml:AttributeValue>b.simon@contoso.com</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion></samlp:Response>\n',
  ].join(''),
  signature: { prefix: '', between: '\n', hash: 'sha384', prefixList: '#default saml' },
};
