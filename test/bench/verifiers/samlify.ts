import * as samlify from 'samlify';
import type { PrepareVerifier } from '../task.ts';

const postBinding = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';

/** samlify's parseLoginResponse. */
export const prepare: PrepareVerifier = ({ samlResponse, issuer, identifier, replyUrl, certificate }) => {
  // It refuses to work without a schema validator: one that does nothing measures it at its best.
  samlify.setSchemaValidator({ validate: async () => 'not validated' });
  const identityProvider = samlify.IdentityProvider({
    entityID: issuer,
    signingCert: certificate,
    singleSignOnService: [{ Binding: postBinding, Location: `${issuer}saml2` }],
    // Not used here, but samlify complains on the console without one.
    singleLogoutService: [{ Binding: postBinding, Location: `${issuer}saml2` }],
  });
  const serviceProvider = samlify.ServiceProvider({
    entityID: identifier,
    wantAssertionsSigned: true,
    assertionConsumerService: [{ Binding: postBinding, Location: replyUrl }],
  });
  return async () => {
    const { extract } = await serviceProvider.parseLoginResponse(identityProvider, 'post', {
      body: { SAMLResponse: samlResponse },
    });
    return extract.nameID ?? 'nobody';
  };
};
