import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { sessionEndpoint } from '../../functions/session/endpoint.ts';
import { lambdaContext } from '../../infra/local/lambda-context.ts';
import { facts } from '../fixtures/facts.ts';
import { customerOf, signInAt } from '../harness/customer.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { type Product, productOver } from '../harness/product.ts';
import { embeddingExamples } from './embedding-examples.ts';

type Authorizer = (event: object) => Promise<Readonly<Record<string, unknown>>>;

/** What the authorizer sent to Lambda, and the function that answers. */
interface StandIn {
  readonly invoked: string[];
  answer: (event: APIGatewayProxyEventV2) => Promise<unknown>;
}

const standIn: StandIn = { invoked: [], answer: async () => ({}) };

/** Of the client of Lambda, what the authorizer uses. */
const clientOfLambda = {
  InvokeCommand: class {
    readonly input: object;
    constructor(input: object) {
      this.input = input;
    }
  },
  LambdaClient: class {
    async send({ input }: { input: { FunctionName: string; Payload: string } }) {
      standIn.invoked.push(input.FunctionName);
      const answer = await standIn.answer(JSON.parse(input.Payload) as APIGatewayProxyEventV2);
      return { Payload: new TextEncoder().encode(JSON.stringify(answer)) };
    }
  },
};

/** The authorizer as the document has it, with another client. */
async function documentedAuthorizer(): Promise<Authorizer> {
  const code = embeddingExamples().get('authorizer/index.mjs') ?? '';
  const sdk = /^import (.*) from '@aws-sdk\/client-lambda';$/m;
  expect(code).toMatch(sdk);
  const text = code.replace(sdk, 'const $1 = globalThis.clientOfLambda;');
  const module = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(text)}`);
  return module.handler as Authorizer;
}

/** What an HTTP API gives an authorizer of payload 2.0. */
const authorizerEvent = (host: string, cookies: readonly string[]) => ({
  version: '2.0',
  type: 'REQUEST',
  routeArn: 'arn:aws:execute-api:eu-central-1:123456789012:api/$default/DELETE/reviews/1',
  identitySource: [cookies.join('; ')],
  routeKey: 'DELETE /reviews/{id}',
  rawPath: '/reviews/1',
  rawQueryString: 'tenant=another&namespace=another',
  cookies,
  headers: { cookie: cookies.join('; ') },
  requestContext: {
    accountId: '123456789012',
    apiId: 'api',
    domainName: host,
    domainPrefix: '',
    http: {
      method: 'DELETE',
      path: '/reviews/1',
      protocol: 'HTTP/1.1',
      sourceIp: '192.0.2.1',
      userAgent: '',
    },
    requestId: 'id',
    routeKey: 'DELETE /reviews/{id}',
    stage: '$default',
    time: '',
    timeEpoch: 0,
  },
});

describeWithDatabase('the authorizer of docs/embedding.md', (database) => {
  let product: Product;
  let authorizer: Authorizer;
  beforeAll(async () => {
    Object.assign(globalThis, { clientOfLambda });
    process.env['SESSION_FUNCTION'] = 'session:live';
    product = productOver(database().tables);
    authorizer = await documentedAuthorizer();
  });
  beforeEach(() => {
    standIn.answer = (event) => product.session(event, lambdaContext()) as Promise<unknown>;
    delete process.env['APP_HOST'];
  });
  afterAll(() => {
    delete process.env['APP_HOST'];
    Reflect.deleteProperty(globalThis, 'clientOfLambda');
    delete process.env['SESSION_FUNCTION'];
  });

  it('lets a person in who is signed in, says who it is, and no longer once the session has ended', async () => {
    const customer = await customerOf(product, 'trakstar');
    const { cookies } = await signInAt(product, customer);
    const { hostname } = new URL(customer.at('/'));

    expect(await authorizer(authorizerEvent(hostname, cookies))).toEqual({
      isAuthorized: true,
      context: { tenant: customer.tenant.id, user: customer.user.id, administrator: false },
    });
    expect(standIn.invoked.at(-1)).toBe('session:live');

    await product.deployment.users.update(customer.user, { active: false }, new Date());
    expect(await authorizer(authorizerEvent(hostname, cookies))).toEqual({ isAuthorized: false });
  });

  it('lets them in with an edge too, though the request did not come through it; a client cannot ask so', async () => {
    const edge = { secrets: ['a'.repeat(64)], acceptsDirectRequests: false };
    const session = sessionEndpoint(product.deployment, { clock: () => facts.now, edge });
    standIn.answer = (event) => session(event, lambdaContext()) as Promise<unknown>;
    const customer = await customerOf(product, 'trakstar');
    const { cookies } = await signInAt(product, customer);
    const { hostname } = new URL(customer.at('/'));

    expect(await authorizer(authorizerEvent(hostname, cookies))).toMatchObject({ isAuthorized: true });
    // What API Gateway makes of a client's request has no `type` beside its headers.
    const { type: _, routeArn: __, identitySource: ___, ...sent } = authorizerEvent(hostname, cookies);
    const fromClient = { ...sent, headers: { ...sent.headers, type: 'REQUEST' }, body: '{"type":"REQUEST"}' };
    expect(await authorizer(fromClient)).toEqual({ isAuthorized: false });
  });

  it('asks for the host that it is told, where its own API has a name of its own behind the edge', async () => {
    const customer = await customerOf(product, 'trakstar');
    const { cookies } = await signInAt(product, customer);
    const event = authorizerEvent('api.internal.example.com', cookies);

    expect(await authorizer(event)).toEqual({ isAuthorized: false });
    process.env['APP_HOST'] = new URL(customer.at('/')).hostname;
    expect(await authorizer(event)).toMatchObject({ isAuthorized: true });
  });

  it('refuses a person without a session, at another host, and where the function fails', async () => {
    const customer = await customerOf(product, 'timetrack');
    const { cookies } = await signInAt(product, customer);
    const { hostname } = new URL(customer.at('/'));

    const refused = { isAuthorized: false };
    expect(await authorizer(authorizerEvent(hostname, []))).toEqual(refused);
    expect(await authorizer(authorizerEvent('other.example.com', cookies))).toEqual(refused);
    standIn.answer = async () => ({ errorType: 'Runtime.ExitError' });
    expect(await authorizer(authorizerEvent(hostname, cookies))).toEqual(refused);
  });
});
