import type { ProblemTexts } from '../../problem-text.ts';

/** Refusals of the token endpoint, of revocation and of userinfo, in English: programs get the sentences. */
export const openIdTokenTexts: ProblemTexts['openIdTokens'] = {
  'openid-token-request': {
    sentence: 'The request is not well-formed. Send each parameter once, as a form in the body.',
    remedy:
      'Compare the request with the reference of the OpenID Provider. The log line says which part is wrong.',
  },
  'openid-grant-type': {
    sentence: 'The grant type is not supported. Use authorization_code or refresh_token.',
    remedy: 'Configure the client for the authorization code flow.',
  },
  'openid-client-refused': {
    sentence: 'The client is unknown, or its authentication has failed.',
    remedy:
      'Compare id, secret and method of the client with its registration. The log line says which differs.',
  },
  'openid-client-secret-expired': {
    sentence: 'The secret of the client has expired.',
    remedy: 'Enter the newer secret at the client, or create one.',
  },
  'openid-grant-refused': {
    sentence: 'The code or token is invalid or has expired, or it belongs to another request.',
    remedy:
      'Start again at the authorization endpoint. If it happens each time, the log line says what differs.',
  },
  'openid-grant-reused': {
    sentence: 'The code or token was used before. All tokens that came of it are revoked.',
    remedy:
      'Start again at the authorization endpoint. Look for a client that sends a code twice or keeps old tokens.',
  },
  'openid-session-ended': {
    sentence: 'The session of the person has ended.',
    remedy: 'Start again at the authorization endpoint. The person signs in again.',
  },
  'openid-access-refused': {
    sentence: 'The access token is invalid, has expired or was revoked.',
    remedy: 'Refresh the access token, or start again at the authorization endpoint.',
  },
};
