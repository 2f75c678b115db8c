/** Where every host of every app has the endpoint that answers authorization requests. */
export const authorizePath = '/oauth2/authorize';

/** Where every host of every app ends a session for an OpenID client. */
export const endSessionPath = '/oauth2/end-session';
