import express from 'express';
import session from 'express-session';
import passport from 'passport';
import OpenIdStrategy from 'passport-openidconnect';

const { ISSUER, CLIENT_ID, CLIENT_SECRET, APP_URL, PORT, TENANT, SESSION_SECRET } = process.env;
const provider = await (await fetch(`${ISSUER}/.well-known/openid-configuration`)).json();

class Strategy extends OpenIdStrategy {
  authorizationParams() {
    return { tenant: TENANT };
  }
}
passport.use(
  new Strategy(
    {
      issuer: provider.issuer,
      authorizationURL: provider.authorization_endpoint,
      tokenURL: provider.token_endpoint,
      userInfoURL: provider.userinfo_endpoint,
      clientID: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      callbackURL: `${APP_URL}/callback`,
      scope: 'profile email groups',
      skipUserProfile: false,
    },
    (_issuer, _profile, context, idToken, accessToken, refreshToken, done) => {
      const { sub, tenant } = JSON.parse(Buffer.from(idToken.split('.')[1], 'base64url'));
      done(null, { sub, tenant, idToken, accessToken, refreshToken, authenticatedAt: context?.timestamp });
    },
  ),
);
passport.serializeUser((user, done) => done(null, user));
passport.deserializeUser((user, done) => done(null, user));

const app = express();
app.use(session({ secret: SESSION_SECRET, resave: false, saveUninitialized: false }));
app.use(passport.session());
app.get('/signed-out', (_, response) => response.json({ signedOut: true }));
app.get(
  '/callback',
  passport.authenticate('openidconnect', { keepSessionInfo: true }),
  (request, response) => {
    response.redirect(303, request.session.page);
  },
);
app.use((request, response, next) => {
  if (request.user !== undefined) return next();
  request.session.page = request.originalUrl;
  passport.authenticate('openidconnect')(request, response, next);
});
// The strategy knows neither refresh nor sign-out: an application writes both itself.
app.get('/refresh', async ({ user }, response) => {
  const authorization = `Basic ${Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64')}`;
  const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: user.refreshToken });
  const renewed = await (
    await fetch(provider.token_endpoint, { method: 'POST', headers: { authorization }, body })
  ).json();
  const bearer = { authorization: `Bearer ${renewed.access_token}` };
  const userinfo = await (await fetch(provider.userinfo_endpoint, { headers: bearer })).json();
  response.json({ refreshed: renewed.access_token !== user.accessToken, userinfo });
});
app.get('/sign-out', (request, response, next) => {
  const { idToken } = request.user;
  request.logout((error) => {
    if (error) return next(error);
    const query = new URLSearchParams({
      id_token_hint: idToken,
      post_logout_redirect_uri: `${APP_URL}/signed-out`,
    });
    response.redirect(303, `${provider.end_session_endpoint}?${query}`);
  });
});
app.get('/{*path}', ({ user: { sub, tenant }, originalUrl }, response) =>
  response.json({ sub, tenant, page: originalUrl }),
);
app.listen(Number(PORT), '127.0.0.1');
