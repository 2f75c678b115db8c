import { SAML } from '@node-saml/node-saml';
import type { PrepareVerifier } from '../task.ts';

/** node-saml's validatePostResponseAsync. */
export const prepare: PrepareVerifier = ({ samlResponse, issuer, identifier, replyUrl, certificate }) => {
  const saml = new SAML({
    idpCert: certificate,
    idpIssuer: issuer,
    issuer: identifier,
    audience: identifier,
    callbackUrl: replyUrl,
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: false,
  });
  return async () => {
    const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: samlResponse });
    return profile?.nameID ?? 'nobody';
  };
};
