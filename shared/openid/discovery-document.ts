import { issuerOrigin } from '../apps/issuer-origin.ts';
import type { Site } from '../apps/site.ts';
import { languages } from '../http/language.ts';
import { keysOf } from '../objects/keys-of.ts';
import { scopes } from './authorization.ts';

/** The claims of every ID token, and those that a scope adds whatever the app's profile says. */
const ownClaims = [
  ...['iss', 'sub', 'aud', 'exp', 'iat', 'auth_time', 'nonce', 'acr', 'amr', 'sid', 'at_hash'],
  ...['tenant', 'name', 'preferred_username'],
] as const;

/**
 * Returns the discovery document of an issuer: what a client has to know of the provider, and all of it true.
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata
 * @see https://www.rfc-editor.org/rfc/rfc8414#section-2
 */
export function discoveryDocument(site: Site, issuer: string) {
  const at = (endpoint: string) => `${issuerOrigin(site)}/oauth2/${endpoint}`;
  const authentications = ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'];
  const algorithms = ['RS256', 'PS256', 'ES256'];
  return {
    issuer,
    authorization_endpoint: at('authorize'),
    token_endpoint: at('token'),
    userinfo_endpoint: at('userinfo'),
    jwks_uri: at('jwks'),
    end_session_endpoint: at('end-session'),
    revocation_endpoint: at('revoke'),
    scopes_supported: scopes,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: authentications,
    token_endpoint_auth_signing_alg_values_supported: algorithms,
    revocation_endpoint_auth_methods_supported: authentications,
    revocation_endpoint_auth_signing_alg_values_supported: algorithms,
    code_challenge_methods_supported: ['S256'],
    claim_types_supported: ['normal'],
    claims_supported: [...new Set([...ownClaims, ...keysOf(site.app.claims ?? {})])],
    claims_parameter_supported: false,
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
    prompt_values_supported: ['none', 'login', 'select_account', 'consent'],
    ui_locales_supported: languages,
    authorization_response_iss_parameter_supported: true,
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
  };
}
