// Runs the configuration of docs/examples/nextjs/auth.mjs as it is written there. Next.js itself is not here: the same
// @auth/core answers behind Express, and the `authorized` callback decides about pages as its middleware does.
import { readFileSync } from 'node:fs';
import { ExpressAuth, getSession } from '@auth/express';
import express from 'express';

const { PORT, SESSION_SECRET } = process.env;
const example = readFileSync(new URL('../../../../docs/examples/nextjs/auth.mjs', import.meta.url), 'utf8');
const nextAuth = "import NextAuth from 'next-auth';";
if (!example.includes(nextAuth)) throw new Error('The example does not import next-auth');
const inPlace = example.replace(nextAuth, 'const NextAuth = (config) => ({ auth: config });');
const { auth } = await import(`data:text/javascript,${encodeURIComponent(inPlace)}`);
const config = { ...auth, basePath: '/api/auth', secret: SESSION_SECRET, trustHost: true };

const app = express();
app.use('/api/auth', ExpressAuth(config));
app.get('/{*path}', async (request, response) => {
  const session = await getSession(request, config);
  if (!config.callbacks.authorized({ auth: session })) {
    const query = new URLSearchParams({ callbackUrl: request.originalUrl });
    return response.redirect(303, `/api/auth/signin?${query}`);
  }
  response.json({ ...session.person, page: request.originalUrl });
});
app.listen(Number(PORT), '127.0.0.1');
