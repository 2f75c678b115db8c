import { facts } from '../../fixtures/facts.ts';
import { names, type Style } from './style.ts';

/** pysaml2: numbered prefixes, single quotes in the declaration, character references, wrapped base64, inclusive form. */
export const pysaml2: Style = {
  name: 'pysaml2',
  response: [
    "<?xml version='1.0' encoding='UTF-8'?>\n",
    `<ns0:Response xmlns:ns0="${names.samlp}" xmlns:ns1="${names.saml}" xmlns:ns2="${names.ds}" xmlns:xs="${names.xs}" xmlns:xsi="${names.xsi}" Destination="${facts.replyUrl}" ID="${facts.responseId}" InResponseTo="${facts.requestId}" IssueInstant="2026-11-22T12:00:00Z" Version="2.0"><ns1:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity">${facts.issuer}</ns1:Issuer>`,
    `<ns0:Status><ns0:StatusCode Value="${names.success}" /></ns0:Status>`,
    `<ns1:Assertion ID="${facts.assertionId}" IssueInstant="2026-11-22T12:00:00Z" Version="2.0"><ns1:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity">${facts.issuer}</ns1:Issuer>`,
    `<ns1:Subject><ns1:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient" NameQualifier="${facts.issuer}">b&#233;a&#128273;</ns1:NameID><ns1:SubjectConfirmation Method="${names.bearer}"><ns1:SubjectConfirmationData InResponseTo="${facts.requestId}" NotOnOrAfter="2026-11-22T12:15:00Z" Recipient="${facts.replyUrl}" /></ns1:SubjectConfirmation></ns1:Subject>`,
    `<ns1:Conditions NotBefore="2026-11-22T12:00:00Z" NotOnOrAfter="2026-11-22T12:15:00Z"><ns1:AudienceRestriction><ns1:Audience>${facts.identifier}</ns1:Audience></ns1:AudienceRestriction></ns1:Conditions>`,
    `<ns1:AuthnStatement AuthnInstant="2026-11-22T12:00:00Z" SessionIndex="id-x"><ns1:AuthnContext><ns1:AuthnContextClassRef>${names.password}</ns1:AuthnContextClassRef><ns1:AuthenticatingAuthority>${facts.issuer}</ns1:AuthenticatingAuthority></ns1:AuthnContext></ns1:AuthnStatement>`,
    '<ns1:AttributeStatement><ns1:Attribute FriendlyName="sn" Name="urn:oid:2.5.4.4" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri"><ns1:AttributeValue xsi:nil="true" xsi:type="xs:string" /></ns1:Attribute></ns1:AttributeStatement></ns1:Assertion></ns0:Response>',
  ].join(''),
  signature: {
    prefix: 'ns2',
    wrap: '\n',
    hash: 'sha512',
    canonicalization: 'inclusive',
    prefixList: 'xs xsi',
    keyInfo: (certificate) =>
      `<ns2:KeyInfo><ns2:X509Data><ns2:X509Certificate>${certificate}</ns2:X509Certificate></ns2:X509Data></ns2:KeyInfo>`,
  },
};
