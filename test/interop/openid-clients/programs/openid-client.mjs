import express from 'express';
import session from 'express-session';
import * as openid from 'openid-client';

const { ISSUER, CLIENT_ID, CLIENT_SECRET, APP_URL, PORT, TENANT, SESSION_SECRET } = process.env;
const insecure = { execute: [openid.allowInsecureRequests] };
const provider = await openid.discovery(new URL(ISSUER), CLIENT_ID, CLIENT_SECRET, undefined, insecure);

const app = express();
app.use(session({ secret: SESSION_SECRET, resave: false, saveUninitialized: false }));
app.get('/callback', async (request, response) => {
  const { verifier, state, nonce, page } = request.session.begun;
  const checks = {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  };
  const tokens = await openid.authorizationCodeGrant(provider, new URL(request.originalUrl, APP_URL), checks);
  const { sub } = tokens.claims();
  const userinfo = await openid.fetchUserInfo(provider, tokens.access_token, sub);
  request.session.person = { sub, tenant: userinfo.tenant };
  request.session.tokens = {
    access: tokens.access_token,
    refresh: tokens.refresh_token,
    id: tokens.id_token,
  };
  response.redirect(303, page);
});
app.get('/signed-out', (_, response) => response.json({ signedOut: true }));
app.use(async (request, response, next) => {
  if (request.session.person !== undefined) return next();
  const verifier = openid.randomPKCECodeVerifier();
  const [state, nonce] = [openid.randomState(), openid.randomNonce()];
  request.session.begun = { verifier, state, nonce, page: request.originalUrl };
  const parameters = {
    redirect_uri: `${APP_URL}/callback`,
    scope: 'openid profile email groups',
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    tenant: TENANT,
  };
  response.redirect(303, openid.buildAuthorizationUrl(provider, parameters).href);
});
app.get('/refresh', async (request, response) => {
  const { access, refresh } = request.session.tokens;
  const renewed = await openid.refreshTokenGrant(provider, refresh);
  const { sub } = request.session.person;
  const userinfo = await openid.fetchUserInfo(provider, renewed.access_token, sub);
  request.session.tokens = {
    access: renewed.access_token,
    refresh: renewed.refresh_token,
    id: renewed.id_token,
  };
  response.json({
    refreshed: renewed.access_token !== access && renewed.refresh_token !== refresh,
    userinfo,
  });
});
app.get('/sign-out', (request, response) => {
  const { id } = request.session.tokens;
  const parameters = { post_logout_redirect_uri: `${APP_URL}/signed-out`, id_token_hint: id };
  request.session.destroy(() => response.redirect(303, openid.buildEndSessionUrl(provider, parameters).href));
});
app.get('/{*path}', (request, response) =>
  response.json({ ...request.session.person, page: request.originalUrl }),
);
app.listen(Number(PORT), '127.0.0.1');
