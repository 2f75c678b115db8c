import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessionAuthorizer } from '../../functions/session/authorize.ts';
import { facts } from '../fixtures/facts.ts';
import { httpApiQuestion } from '../functions/session/authorizer-events.ts';
import { customerOf, signInAt } from '../harness/customer.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { type Product, productOver } from '../harness/product.ts';
import { addCustomer, type Customer } from '../local/customer.ts';
import { useLatchkey } from '../local/running.ts';
import { freePort } from '../set-up/free-port.ts';
import { type RunningProgram, startProgram } from './openid-clients/start-program.ts';
import { newVisitor } from './openid-clients/visitor.ts';

const folder = new URL('../../docs/examples/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.(?!md)\w+$/.test(name),
);

describe('the examples of docs/integrating.md', () => {
  it.each(files)('%s has at most 30 lines', (name) => {
    expect(readFileSync(new URL(name, folder), 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(30);
  });

  it.each(files)('%s is named there', (name) => {
    const document = readFileSync(new URL('../integrating.md', folder), 'utf8');
    expect(document).toContain(`examples/${name}`);
  });
});

describe('docs/examples/express.mjs, at the app’s own host', async () => {
  const port = await freePort();
  const latchkey = await useLatchkey('off', `http://127.0.0.1:${port}`);
  let customer: Customer;
  let running: RunningProgram | undefined;
  beforeAll(async () => {
    customer = await addCustomer(latchkey, 'timetrack', 'initech');
    const program = fileURLToPath(new URL('express.mjs', folder));
    const environment = { PORT: `${port}`, LATCHKEY_PORT: `${latchkey.port}` };
    running = await startProgram([process.execPath, program], port, environment);
  });
  afterAll(() => running?.stop());

  it('signs a person in, shows the page that they opened, and asks again once they have signed out', async () => {
    const visitor = newVisitor(customer);
    const url = customer.at('/reports/7?from=1&to=2');
    const { status, body, url: landed } = await visitor.open(url);
    expect([status, landed]).toEqual([200, url]);
    expect(JSON.parse(body)).toEqual({
      user: expect.any(String),
      tenant: 'initech',
      page: '/reports/7?from=1&to=2',
    });
    const { status: signedOut } = await visitor.open(customer.at('/sign-out'), {});
    expect(signedOut).toBe(200);
    await visitor.open(url);
    expect(visitor.walked.some((each) => each.startsWith('https://login.microsoftonline.com/'))).toBe(true);
  });
});

describeWithDatabase('docs/examples/hono-lambda.mjs, behind LatchkeyAuthorizer', (database) => {
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  it('knows the person from what the authorizer says', async () => {
    const { handler } = (await import(/* @vite-ignore */ new URL('hono-lambda.mjs', folder).href)) as {
      handler: (event: object, context: object) => Promise<{ statusCode: number; body: string }>;
    };
    const customer = await customerOf(product, 'trakstar');
    const { cookies } = await signInAt(product, customer);
    const { hostname } = new URL(customer.at('/'));
    const question = httpApiQuestion({ host: hostname, cookies, path: '/reports/7' });
    const decide = sessionAuthorizer(product.deployment, () => facts.now);
    const { context: lambda, isAuthorized } = (await decide(question)) as {
      context: object;
      isAuthorized: boolean;
    };
    expect(isAuthorized).toBe(true);

    const { type: _, routeArn: __, identitySource: ___, ...request } = question;
    const requestContext = {
      ...request.requestContext,
      http: { ...request.requestContext.http, method: 'GET' },
      authorizer: { lambda },
    };
    const answer = await handler({ ...request, requestContext, isBase64Encoded: false }, {});
    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({
      report: '7',
      user: customer.user.id,
      tenant: customer.tenant.id,
      groups: [],
    });
  });
});
