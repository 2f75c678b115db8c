import { deflateRawSync } from 'node:zlib';
import * as samlify from 'samlify';
import type { EnterpriseApplication } from './enterprise-application.ts';

/** The ID of every AuthnRequest that the portal's test sends. */
export const testRequestId = 'F84D888AA3B44C1B844375A4E8210D9E';

const template =
  '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="{ID}" Version="2.0" IssueInstant="{IssueInstant}" Destination="{Destination}" AssertionConsumerServiceURL="{ReplyUrl}"><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">{Issuer}</Issuer></samlp:AuthnRequest>';

/** "Test this application": the AuthnRequest that the portal sends in the application's name, as a URL. */
export function testRequestUrl(application: EnterpriseApplication, now: Date): string {
  const { identifier, relayState, replyUrl } = application.basicSaml;
  const request = samlify.SamlLib.replaceTagsByValue(template, {
    ID: testRequestId,
    IssueInstant: now.toISOString(),
    Destination: application.loginUrl,
    ReplyUrl: replyUrl,
    Issuer: identifier,
  });
  const query = new URLSearchParams({ SAMLRequest: deflateRawSync(request).toString('base64') });
  if (relayState !== '') query.set('RelayState', relayState);
  return `${application.loginUrl}?${query}`;
}
