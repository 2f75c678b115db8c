// auth.js of a Next.js application with Auth.js (next-auth 5). app/api/auth/[...nextauth]/route.js exports GET and POST
// of `handlers`; middleware.js has: export { auth as middleware } from './auth.js'.
import NextAuth from 'next-auth';

const { ISSUER, CLIENT_ID, CLIENT_SECRET, TENANT } = process.env;

export const { handlers, auth, signIn, signOut } = NextAuth({
  providers: [
    {
      id: 'latchkey',
      name: 'Latchkey',
      type: 'oidc',
      issuer: ISSUER,
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      // Without `tenant`, a page asks the person for it.
      authorization: { params: { scope: 'openid profile email groups', tenant: TENANT } },
      checks: ['pkce', 'state', 'nonce'],
    },
  ],
  callbacks: {
    // A page without a session leads to sign-in, and back to the page.
    authorized: ({ auth: session }) => session !== null,
    jwt: ({ token, profile }) =>
      profile === undefined ? token : { ...token, sub: profile.sub, tenant: profile.tenant },
    session: ({ session, token: { sub, tenant } }) => ({ ...session, person: { sub, tenant } }),
  },
});
