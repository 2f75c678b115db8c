import express from 'express';
import openid from 'express-openid-connect';

const { ISSUER, CLIENT_ID, CLIENT_SECRET, APP_URL, PORT, TENANT, SESSION_SECRET } = process.env;
const app = express();
app.use(
  openid.auth({
    issuerBaseURL: ISSUER,
    baseURL: APP_URL,
    clientID: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    secret: SESSION_SECRET,
    idpLogout: true,
    routes: { callback: '/callback', logout: '/sign-out', postLogoutRedirect: '/signed-out' },
    authorizationParams: { response_type: 'code', scope: 'openid profile email groups', tenant: TENANT },
    authRequired: false,
  }),
);
app.get('/signed-out', (_, response) => response.json({ signedOut: true }));
app.use(openid.requiresAuth());
app.get('/refresh', async ({ oidc }, response) => {
  const before = oidc.accessToken.access_token;
  const { access_token: after } = await oidc.accessToken.refresh();
  response.json({ refreshed: after !== before, userinfo: await oidc.fetchUserInfo() });
});
app.get('/{*path}', ({ oidc, originalUrl }, response) => {
  const { sub, tenant } = oidc.idTokenClaims;
  response.json({ sub, tenant, page: originalUrl });
});
app.listen(Number(PORT), '127.0.0.1');
