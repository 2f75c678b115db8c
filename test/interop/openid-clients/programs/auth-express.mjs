import { ExpressAuth, getSession } from '@auth/express';
import express from 'express';

const { ISSUER, CLIENT_ID, CLIENT_SECRET, APP_URL, PORT, TENANT, SESSION_SECRET } = process.env;
const provider = await (await fetch(`${ISSUER}/.well-known/openid-configuration`)).json();

async function renew(refreshToken) {
  const authorization = `Basic ${Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64')}`;
  const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken });
  return (await fetch(provider.token_endpoint, { method: 'POST', headers: { authorization }, body })).json();
}
const config = {
  trustHost: true,
  secret: SESSION_SECRET,
  basePath: '/auth',
  providers: [
    {
      id: 'latchkey',
      name: 'Latchkey',
      type: 'oidc',
      issuer: ISSUER,
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      authorization: { params: { scope: 'openid profile email groups', tenant: TENANT } },
      checks: ['pkce', 'state', 'nonce'],
    },
  ],
  callbacks: {
    // The application's own route asks for a refresh; Auth.js documents this callback as the place for it.
    async jwt({ token, account, profile, trigger }) {
      if (account) {
        const { access_token, refresh_token, id_token } = account;
        return { sub: profile.sub, tenant: profile.tenant, access_token, refresh_token, id_token };
      }
      if (trigger !== 'update') return token;
      return { ...token, ...(await renew(token.refresh_token)) };
    },
    session: ({ session, token }) => ({ ...session, token }),
  },
};

const app = express();
app.use('/auth', ExpressAuth(config));
app.get('/signed-out', (_, response) => response.json({ signedOut: true }));
app.get('/sign-out', async (request, response) => {
  const { token } = await getSession(request, config);
  response.clearCookie('authjs.session-token');
  const query = new URLSearchParams({
    id_token_hint: token.id_token,
    post_logout_redirect_uri: `${APP_URL}/signed-out`,
  });
  response.redirect(303, `${provider.end_session_endpoint}?${query}`);
});
app.get('/{*path}', async (request, response) => {
  const session = await getSession(request, config);
  if (session === null) {
    return response.redirect(
      303,
      `/auth/signin?${new URLSearchParams({ callbackUrl: request.originalUrl })}`,
    );
  }
  const { sub, tenant, access_token: accessToken } = session.token;
  response.json({ sub, tenant, accessToken, page: request.originalUrl });
});
app.listen(Number(PORT), '127.0.0.1');
