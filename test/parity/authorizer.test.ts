import { afterAll, beforeAll, expect, it } from 'vitest';
import { formBody } from '../fixtures/post.ts';
import { httpApiQuestion, restApiQuestion } from '../functions/session/authorizer-events.ts';
import { ask, cookiesOf, locationOf } from '../harness/ask.ts';
import { type Customer, customerOf } from '../harness/customer.ts';
import { type RunningStage, runStage } from './running-stage.ts';

let stage: RunningStage;
let customer: Customer;
let cookies: readonly string[];

beforeAll(async () => {
  // Behind an edge: a request that goes around it would be refused.
  stage = await runStage('full');
  customer = await customerOf(stage, 'trakstar');
  const begun = await ask(stage.gateway, { url: customer.signOnUrl() });
  const requestId = new URL(locationOf(begun)).searchParams.get('RelayState') ?? '';
  const form = formBody(customer.message(requestId, { issuedAt: new Date() }));
  const signedIn = await ask(stage.gateway, {
    url: customer.urls.replyUrl,
    cookies: cookiesOf(begun),
    form,
  });
  cookies = cookiesOf(signedIn);
});
afterAll(() => stage.stop());

const decide = async (event: object) => (await (await stage.processOf('session')).invoke(event)).result;
const host = () => new URL(customer.at('/')).hostname;

it('the bundle of the session function answers an HTTP API and a REST API, by the grants of its role', async () => {
  const { id: user } = customer.user;
  const context = { app: 'trakstar', tenant: customer.tenant.id, user };
  const request = { host: host(), cookies };

  expect(await decide(httpApiQuestion(request))).toMatchObject({ isAuthorized: true, context });
  expect(await decide(restApiQuestion(request))).toMatchObject({ principalId: user, context });
  expect(await decide(httpApiQuestion({ host: host(), cookies: ['__Host-session=x'] }))).toEqual({
    isAuthorized: false,
    context: { refusal: 'not-signed-in' },
  });
  expect(stage.refusals).toEqual([]);
});

it('refuses from the moment at which the session has ended', async () => {
  const url = customer.at('/sign-out');
  expect((await ask(stage.gateway, { method: 'POST', url, cookies })).statusCode).toBe(200);
  expect(await decide(httpApiQuestion({ host: host(), cookies }))).toMatchObject({ isAuthorized: false });
});
