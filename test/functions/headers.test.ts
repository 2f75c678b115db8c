import { beforeAll, describe, expect, it } from 'vitest';
import type { EndpointFunctionName } from '../../functions/routes.ts';
import { lambdaContext } from '../../infra/local/lambda-context.ts';
import { type Answered, ask } from '../harness/ask.ts';
import { type Deployed, useDeployed } from '../harness/deployed.ts';
import { useLog } from '../harness/logged.ts';
import { outcomes } from './outcomes.ts';
import { type Situation, situationIn } from './situation.ts';

/** What every answer has, whatever it is. */
const onEveryAnswer = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': expect.stringContaining('camera=()'),
  'content-security-policy': expect.stringMatching(/^default-src 'none';.*\bframe-ancestors 'none'/),
};

/** Scripts of any origin may ask these: a client's proof and a token are in the request itself, never a cookie. */
const readByAnyOrigin: readonly EndpointFunctionName[] = ['token', 'userinfo'];

function expectToBeSafe(
  name: EndpointFunctionName,
  { headers: all = {}, cookies = [], body = '' }: Answered,
): void {
  const crossOrigin = Object.entries(all).filter(([header]) => header.startsWith('access-control-'));
  const headers = Object.fromEntries(
    Object.entries(all).filter(
      (entry) => !readByAnyOrigin.includes(name) || !entry[0].startsWith('access-control-'),
    ),
  );
  if (readByAnyOrigin.includes(name)) {
    expect(Object.fromEntries(crossOrigin)).toMatchObject({ 'access-control-allow-origin': '*' });
    expect(all).not.toHaveProperty('access-control-allow-credentials');
    expect(cookies).toEqual([]);
  }
  expect(headers).toMatchObject(onEveryAnswer);
  const names = Object.keys(headers);
  expect(names.filter((name) => /^access-control-|^server$|^x-powered-by$|^set-cookie$/i.test(name))).toEqual(
    [],
  );
  expect(names).toEqual(names.map((name) => name.toLowerCase()));
  for (const value of [...Object.values(headers), ...cookies])
    expect(String(value)).toMatch(/^[\x20-\x7e]*$/);
  for (const cookie of cookies) {
    expect(cookie).toMatch(
      /^__Host-[\w-]+=[\w.-]*; HttpOnly; Secure; SameSite=(?:Lax|None); Path=\/; Max-Age=\d+$/,
    );
  }
  const contentType = headers['content-type'];
  if (body === '') expect(contentType).toBeUndefined();
  else
    expect(contentType).toMatch(/^(?:text\/(?:html|plain|javascript); charset=utf-8|application\/[a-z+]+)$/);
  // The set-up page names a file of its own; what it holds is looked at where it is tested.
  const ownScript = /<script src="\/[\w/.?=&;-]+" defer><\/script>/g;
  expect(body.replace(ownScript, '')).not.toMatch(/<script|\son\w+=|javascript:/i);
}

describe('every answer is safe', () => {
  const log = useLog();
  const deployed = useDeployed();
  let situation: Situation;

  beforeAll(async () => {
    situation = await situationIn(deployed().tables);
  });

  const handlerOf = (name: EndpointFunctionName): Deployed['handlers'][EndpointFunctionName] =>
    deployed().handlers[name];

  it.each(outcomes)('$status of $function, to $to', async ({ function: name, status, asked }) => {
    const answer = await ask(handlerOf(name), asked(situation));

    expect(answer.statusCode).toBe(status);
    expectToBeSafe(name, answer);
    if (status === 405) expect(answer.headers?.['allow']).toMatch(/^[A-Z]+(?:, [A-Z]+)*$/);
    if (status >= 400 && status !== 401) expect(log.lines().length).toBeGreaterThan(0);
    if (status === 303) expect(answer.headers?.['location']).toMatch(/^(?:\/|https:\/\/)[\x21-\x7e]+$/);
    if (status >= 400) expect(answer.cookies).toEqual([]);
  });

  it('so that no function and no status is left out', () => {
    expect([...new Set(outcomes.map((outcome) => outcome.function))].sort()).toEqual(
      Object.keys(deployed().handlers).sort(),
    );
  });

  it.each(outcomes.filter(({ to }) => to === 'PUT' || to === 'GET'))(
    '500 of $function, to an event that is none',
    async ({ function: name }) => {
      const answer = await handlerOf(name)(JSON.parse('{}'), lambdaContext());

      expect(answer.statusCode).toBe(500);
      expectToBeSafe(name, answer);
      expect(log.decision()).toMatchObject({ problem: 'internal' });
    },
  );

  describe('without the store', () => {
    beforeAll(() => deployed().loseTheStore());

    const asking = [
      'whoever wants to sign in',
      'a tenant that is none',
      'everybody',
      'whoever is signed in',
      'one that takes none',
      'whoever has opened a link',
      'a client that does not exist',
      'a token that was never issued',
      'whoever confirms it',
    ];
    // The readiness check remembers its last read for seconds: its own tests lose the store.
    // Discovery asks for keys only.
    const withoutStore = /^(?:healthz|readyz|not-found|discovery)$/;
    const reading = outcomes.filter(
      ({ function: name, to }) => asking.includes(to) && !withoutStore.test(name),
    );

    it('so that no function that needs it is left out', () => {
      const names = Object.keys(deployed().handlers).filter((name) => !withoutStore.test(name));
      expect([...new Set(reading.map((outcome) => outcome.function))].sort()).toEqual(names.sort());
    });

    it.each(reading)('503 of $function, to $to', async ({ function: name, asked }) => {
      // What is remembered of a tenant needs no store.
      const { url, ...rest } = asked(situation);
      const elsewhere = name === 'metadata' ? url.replace(situation.timetrack.tenant.id, 'acme') : url;
      const answer = await ask(handlerOf(name), { url: elsewhere, ...rest });

      expect(answer.statusCode).toBe(503);
      expectToBeSafe(name, answer);
      expect(log.decision()).toMatchObject({ problem: 'store-unavailable' });
      expect(log.text()).not.toMatch(/__Host-|ECONNREFUSED.*SAML/);
    });
  });
});
