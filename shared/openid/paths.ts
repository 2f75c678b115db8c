/** Where every host of every app has the endpoint that answers authorization requests. */
export const authorizePath = '/oauth2/authorize';
