import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formBody } from '../fixtures/post.ts';
import { type Asked, ask, cookiesOf, locationOf } from '../harness/ask.ts';
import { customerOf } from '../harness/customer.ts';
import { emptyRestReadings } from './deployed-api.ts';
import { type RunningStage, runStage } from './running-stage.ts';

let stage: RunningStage;
beforeAll(async () => {
  stage = await runStage('plain');
});
afterAll(() => stage.stop());

/** A published address may end with a slash, which no route key can. */
describe.each(emptyRestReadings)('with API Gateway’s empty rest read as: %s', (reading) => {
  const request = (asked: Asked) => ask(stage.gatewayReading(reading), asked);

  /** Sends a request as a browser would, which follows 307 with the same method and body. */
  const browse = async (asked: Asked) => {
    const answer = await request(asked);
    return answer.statusCode === 307
      ? await request({ ...asked, url: new URL(locationOf(answer), asked.url).href })
      : answer;
  };

  it('signs people in at the Sign-on URL with its slash', async () => {
    const customer = await customerOf(stage, 'trakstar');
    expect(new URL(customer.urls.signOnUrl).pathname).toBe('/auth/saml/');
    const begun = await browse({ url: customer.signOnUrl({ returnTo: '/reports/7' }) });
    const requestId = new URL(locationOf(begun)).searchParams.get('RelayState') ?? '';
    const signedIn = await request({
      url: customer.urls.replyUrl,
      cookies: cookiesOf(begun),
      form: formBody(customer.message(requestId, { issuedAt: new Date() })),
    });
    expect([signedIn.statusCode, locationOf(signedIn)]).toEqual([303, '/reports/7']);
  });

  it('tells of a response that was posted to the Sign-on URL, with its slash too', async () => {
    const customer = await customerOf(stage, 'trakstar');
    const { body } = await browse({
      url: customer.urls.signOnUrl,
      form: formBody(customer.message(undefined, { issuedAt: new Date() })),
    });
    expect(body).toContain('/auth/saml/callback?namespace=');
  });

  it('knows nothing below it', async () => {
    const customer = await customerOf(stage, 'trakstar');
    expect((await browse({ url: customer.at('/auth/saml/nothing/') })).statusCode).toBe(404);
    expect((await browse({ url: customer.at('/nowhere/') })).statusCode).toBe(404);
  });
});
