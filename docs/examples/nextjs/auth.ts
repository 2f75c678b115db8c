// auth.ts of a Next.js application with Auth.js (next-auth 5). app/api/auth/[...nextauth]/route.ts exports
// `handlers`; middleware.ts exports `auth as middleware`.
import NextAuth from 'next-auth';

export const { handlers, auth, signIn, signOut } = NextAuth({
  providers: [
    {
      id: 'latchkey',
      name: 'Latchkey',
      type: 'oidc',
      issuer: process.env['ISSUER'],
      clientId: process.env['CLIENT_ID'],
      clientSecret: process.env['CLIENT_SECRET'],
      // Without `tenant`, a page asks the person for it.
      authorization: { params: { scope: 'openid profile email groups', tenant: process.env['TENANT'] } },
      checks: ['pkce', 'state', 'nonce'],
      profile: (claims) => ({ id: claims.sub, name: claims.name, tenant: claims.tenant }),
    },
  ],
  callbacks: {
    // No session: to sign-in, and back to the page that was opened.
    authorized: ({ auth }) => auth !== null,
    jwt: ({ token, user, profile }) => (user ? { ...token, tenant: profile?.['tenant'] } : token),
    session: ({ session, token }) => ({ ...session, person: { sub: token.sub, tenant: token['tenant'] } }),
  },
});
