// Express at the app's own host. It forwards the visitor's host and cookies to GET /session.
import { request as ask } from 'node:http'; // In production: node:https, at https://<the visitor's host>/session.
import { json } from 'node:stream/consumers';
import express from 'express';

const { PORT = '3000', LATCHKEY_PORT = '8080' } = process.env;

function sessionOf({ host, cookie = '' }) {
  const place = { host: '127.0.0.1', port: LATCHKEY_PORT, path: '/session', headers: { host, cookie } };
  return new Promise((resolve, reject) => {
    ask(place, async (answer) => resolve({ status: answer.statusCode, body: await json(answer) }))
      .once('error', reject)
      .end();
  });
}

const app = express();
app.use(async (request, response, next) => {
  const { status, body } = await sessionOf(request.headers);
  // TimeTrack's Sign-on URL. The person comes back to the page that they opened.
  if (status === 401) return response.redirect(303, `/?returnTo=${encodeURIComponent(request.originalUrl)}`);
  if (status !== 200) throw new Error(`GET /session answered ${status}`);
  response.locals.session = body;
  next();
});
app.get('/{*path}', (request, response) => {
  const { user, tenant } = response.locals.session;
  response.json({ user: user.id, tenant, page: request.originalUrl });
});
app.listen(Number(PORT), '127.0.0.1');
