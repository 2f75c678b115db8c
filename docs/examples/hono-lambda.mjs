// Hono on Lambda, behind an HTTP API whose routes have LatchkeyAuthorizer. API Gateway has checked the session.
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';

const app = new Hono();

app.use(async (context, next) => {
  const { user, tenant, claims = '{}' } = context.env.event.requestContext.authorizer.lambda;
  context.set('person', { user, tenant, groups: JSON.parse(claims).groups ?? [] });
  await next();
});

// A page that a browser opens without a session gets 403 from API Gateway: send it to
// https://<tenant's host>/?returnTo=<path> from your error page or your front end.
app.get('/reports/:id', (context) => {
  const { user, tenant, groups } = context.get('person');
  return context.json({ report: context.req.param('id'), user, tenant, groups });
});

export const handler = handle(app);
