import { facts } from '../../fixtures/facts.ts';
import { names, type Style } from './style.ts';

/** Google Workspace: a standalone declaration, a subject name beside the certificate, nested declarations. */
export const google: Style = {
  name: 'Google',
  response: [
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>',
    `<saml2p:Response xmlns:saml2p="${names.samlp}" Destination="${facts.replyUrl}" ID="${facts.responseId}" InResponseTo="${facts.requestId}" IssueInstant="2026-11-22T12:00:00.000Z" Version="2.0"><saml2:Issuer xmlns:saml2="${names.saml}">${facts.issuer}</saml2:Issuer>`,
    `<saml2p:Status><saml2p:StatusCode Value="${names.success}"/></saml2p:Status>`,
    `<saml2:Assertion xmlns:saml2="${names.saml}" ID="${facts.assertionId}" IssueInstant="2026-11-22T12:00:00.000Z" Version="2.0"><saml2:Issuer>${facts.issuer}</saml2:Issuer>`,
    `<saml2:Subject><saml2:NameID>${facts.signInName}</saml2:NameID><saml2:SubjectConfirmation Method="${names.bearer}"><saml2:SubjectConfirmationData InResponseTo="${facts.requestId}" NotOnOrAfter="2026-11-22T12:05:00.000Z" Recipient="${facts.replyUrl}"/></saml2:SubjectConfirmation></saml2:Subject>`,
    `<saml2:Conditions NotBefore="2026-11-22T11:55:00.000Z" NotOnOrAfter="2026-11-22T12:05:00.000Z"><saml2:AudienceRestriction><saml2:Audience>${facts.identifier}</saml2:Audience></saml2:AudienceRestriction></saml2:Conditions>`,
    `<saml2:AttributeStatement><saml2:Attribute Name="name"><saml2:AttributeValue xmlns:xs="${names.xs}" xmlns:xsi="${names.xsi}" xsi:type="xs:anyType">Zoë Łukasz &lt;zoe@contoso.com&gt;</saml2:AttributeValue></saml2:Attribute></saml2:AttributeStatement>`,
    `<saml2:AuthnStatement AuthnInstant="2026-11-22T11:00:00.000Z" SessionIndex="${facts.assertionId}"><saml2:AuthnContext><saml2:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified</saml2:AuthnContextClassRef></saml2:AuthnContext></saml2:AuthnStatement></saml2:Assertion></saml2p:Response>`,
  ].join(''),
  signature: {
    prefix: 'ds',
    wrap: '\n',
    keyInfo: (certificate) =>
      `<ds:KeyInfo><ds:X509Data><ds:X509SubjectName>ST=California,C=US,OU=Google For Work,CN=Google</ds:X509SubjectName><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`,
  },
};
