import { facts } from '../../fixtures/facts.ts';
import { names, type Style } from './style.ts';

/** ADFS: Consent, a KeyInfo in a default namespace inside a prefixed Signature, attributes before the authentication. */
export const adfs: Style = {
  name: 'ADFS',
  response: [
    `<samlp:Response ID="${facts.responseId}" Version="2.0" IssueInstant="2026-11-22T12:00:00.000Z" Destination="${facts.replyUrl}" Consent="urn:oasis:names:tc:SAML:2.0:consent:unspecified" InResponseTo="${facts.requestId}" xmlns:samlp="${names.samlp}">`,
    `<Issuer xmlns="${names.saml}">${facts.issuer}</Issuer><samlp:Status><samlp:StatusCode Value="${names.success}" /></samlp:Status>`,
    `<Assertion ID="${facts.assertionId}" IssueInstant="2026-11-22T12:00:00.000Z" Version="2.0" xmlns="${names.saml}"><Issuer>${facts.issuer}</Issuer>`,
    `<Subject><NameID>${facts.signInName}</NameID><SubjectConfirmation Method="${names.bearer}"><SubjectConfirmationData InResponseTo="${facts.requestId}" NotOnOrAfter="2026-11-22T12:05:00.000Z" Recipient="${facts.replyUrl}" /></SubjectConfirmation></Subject>`,
    `<Conditions NotBefore="2026-11-22T12:00:00.000Z" NotOnOrAfter="2026-11-22T13:00:00.000Z"><AudienceRestriction><Audience>${facts.identifier}</Audience></AudienceRestriction></Conditions>`,
    '<AttributeStatement><Attribute Name="http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn"><AttributeValue>CONTOSO\\B.Simon</AttributeValue></Attribute>',
    '<Attribute Name="http://schemas.xmlsoap.org/claims/Group"><AttributeValue>Domain Users</AttributeValue><AttributeValue>R&amp;D</AttributeValue></Attribute></AttributeStatement>',
    `<AuthnStatement AuthnInstant="2026-11-22T11:59:58.123Z" SessionIndex="${facts.assertionId}"><AuthnContext><AuthnContextClassRef>${names.password}</AuthnContextClassRef></AuthnContext></AuthnStatement></Assertion></samlp:Response>`,
  ].join(''),
  signature: {
    prefix: 'ds',
    keyInfo: (certificate) =>
      `<KeyInfo xmlns="${names.ds}"><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></KeyInfo>`,
  },
};
