// Express with openid-client, at any host. After the ID token, Latchkey is asked again: no page while its session runs.
import express from 'express';
import session from 'express-session';
import * as openid from 'openid-client';

const { ISSUER, CLIENT_ID, CLIENT_SECRET, APP_URL, PORT, TENANT, SESSION_SECRET: secret } = process.env;
const local = ISSUER.startsWith('http:') ? { execute: [openid.allowInsecureRequests] } : {};
const latchkey = await openid.discovery(new URL(ISSUER), CLIENT_ID, CLIENT_SECRET, undefined, local);
const basics = { redirect_uri: `${APP_URL}/callback`, scope: 'openid profile', tenant: TENANT ?? '' };
const app = express();
app.use(session({ secret, resave: false, saveUninitialized: false, cookie: { sameSite: 'lax' } }));
app.get('/callback', async (request, response) => {
  const { page, ...checks } = request.session.begun ?? {};
  const url = new URL(request.originalUrl, APP_URL);
  const { sub, tenant, exp } = (await openid.authorizationCodeGrant(latchkey, url, checks)).claims();
  // A new id, which no one else can have planted in this browser.
  await new Promise((done) => request.session.regenerate(done));
  request.session.person = { sub, tenant, exp };
  response.redirect(303, page);
});
app.get('/{*page}', async ({ session, originalUrl: page }, response) => {
  const { person } = session;
  if (person?.exp > Date.now() / 1000) return response.json({ ...person, page });
  const [pkceCodeVerifier, state] = [openid.randomPKCECodeVerifier(), openid.randomState()];
  session.begun = { page, pkceCodeVerifier, expectedState: state };
  const code_challenge = await openid.calculatePKCECodeChallenge(pkceCodeVerifier);
  const parameters = { ...basics, state, code_challenge, code_challenge_method: 'S256' };
  response.redirect(303, openid.buildAuthorizationUrl(latchkey, parameters).href);
});
app.listen(Number(PORT), '127.0.0.1');
