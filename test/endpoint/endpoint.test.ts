import { describe, expect, test } from 'vitest';
import { type EndpointOptions, endpoint, type RouteHandler } from '../../shared/endpoint/endpoint.ts';
import { ProblemResponse } from '../../shared/endpoint/problem-response.ts';
import { json } from '../../shared/http/answer.ts';
import { maximumBodyBytes } from '../../shared/http/body.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { timetrack } from '../fixtures/apps.ts';
import { tenant } from '../ids/identifiers.ts';
import { linesLogged } from '../observability/captured-log.ts';
import { contextOf, eventOf, type RequestOf } from './api-gateway-event.ts';

const frozen: EndpointOptions = {
  methods: ['GET', 'POST'],
  clock: () => new Date('2025-11-22T23:49:07Z'),
  random: (sizeBytes) => new Uint8Array(sizeBytes),
};

async function run(step: RouteHandler, request: RequestOf = {}, options: Partial<EndpointOptions> = {}) {
  const handler = endpoint(step, { ...frozen, ...options });
  let result: Awaited<ReturnType<typeof handler>> = {};
  const lines = await linesLogged(async () => {
    result = await handler(eventOf(request), contextOf());
  });
  return { result, lines };
}

const refuseWith =
  (error: unknown): RouteHandler =>
  () =>
    Promise.reject(error);

describe('a request that is answered', () => {
  test('reaches the step with its body, its reference and its time', async () => {
    const { result, lines } = await run(
      async ({ body, reference, receivedAt, host }) =>
        json(200, { body: Buffer.from(body ?? []).toString(), reference, receivedAt, host }),
      { method: 'POST', body: Buffer.from('a=1').toString('base64'), isBase64Encoded: true },
    );
    expect(JSON.parse(result.body ?? '')).toEqual({
      body: 'a=1',
      reference: '0000-0000',
      receivedAt: '2025-11-22T23:49:07.000Z',
      host: 'acme.timetrackenterprise.com',
    });
    expect(result.headers?.['cache-control']).toBe('no-store');
    expect(lines).toEqual([]);
  });
});

describe('a request that is refused', () => {
  test.each(['PUT', 'HEAD', 'OPTIONS', 'DELETE', 'get'])(
    'for its method %s never reaches the step',
    async (method) => {
      const { result, lines } = await run(
        refuseWith(new Error('reached')),
        { method },
        { methods: ['POST'] },
      );
      expect(result).toMatchObject({ statusCode: 405, headers: { allow: 'POST' } });
      expect(lines).toMatchObject([
        { event: 'request.refused', problem: 'method-not-allowed', actual: method },
      ]);
    },
  );

  test('for its size never reaches the step', async () => {
    const body = 'a'.repeat(maximumBodyBytes + 1);
    const { result, lines } = await run(refuseWith(new Error('reached')), { method: 'POST', body });
    expect(result.statusCode).toBe(413);
    expect(lines).toMatchObject([{ problem: 'body-too-large' }]);
  });

  test('for a Problem gets its page, its status and one line', async () => {
    const { result, lines } = await run(
      refuseWith(new Problem('flow-expired')),
      {},
      { event: 'sign-in.refused' },
    );
    expect(result.statusCode).toBe(403);
    expect(result.headers?.['content-type']).toBe('text/html; charset=utf-8');
    expect(result.headers?.['content-security-policy']).toContain("form-action 'none'");
    expect(result.body).toContain('This sign-in took too long. Please sign in again.');
    expect(result.body).toContain('0000-0000');
    expect(lines).toHaveLength(1);
    expect(lines).toMatchObject([
      { event: 'sign-in.refused', level: 'WARN', problem: 'flow-expired', reference: '0000-0000' },
    ]);
  });

  test('gets what address and step know around it, the step before the address', async () => {
    const context = { tenant: tenant('globex'), flow: '_1', tryAgainHref: '/again', cookies: ['a=1'] };
    const { result, lines } = await run(
      refuseWith(new ProblemResponse(new Problem('flow-spent'), context)),
      {},
      {
        problemContext: () => ({ app: timetrack, tenant: tenant('acme') }),
      },
    );
    expect(result.statusCode).toBe(409);
    expect(result.cookies).toEqual(['a=1']);
    expect(result.body).toContain('<a class="button" href="/again">Continue</a>');
    expect(result.body).toContain('<p class="wordmark">TimeTrack</p>');
    expect(lines).toMatchObject([{ app: 'timetrack', tenant: 'globex', flow: '_1', problem: 'flow-spent' }]);
    expect(lines).toHaveLength(1);
  });

  test('by an endpoint for programs gets a document without details', async () => {
    const problem = Problem.authenticated('internal', { expected: 'a', actual: 'b' });
    const { result } = await run(refuseWith(problem), {}, { problems: 'json' });
    expect(result.statusCode).toBe(500);
    expect(result.headers?.['content-type']).toBe('application/problem+json');
    expect(JSON.parse(result.body ?? '')).toEqual({
      title: 'Something went wrong on our side. Please try again.',
      status: 500,
      error: 'internal',
      reference: '0000-0000',
      at: '2025-11-22T23:49:07.000Z',
    });
  });
});

describe('a fault of ours', () => {
  test('gets the page of an internal problem, its stack in the log and nothing of the request', async () => {
    const { result, lines } = await run(refuseWith(new TypeError('no such thing')), {
      method: 'POST',
      path: '/secret-path',
      query: 'q=secret',
      cookies: ['s=secret'],
      headers: { x: 'secret' },
      body: 'secret',
    });
    expect(result.statusCode).toBe(500);
    expect(result.body).not.toContain('no such thing');
    expect(result.headers?.['cache-control']).toBe('no-store');
    expect(lines).toMatchObject([
      {
        event: 'fault',
        level: 'ERROR',
        reference: '0000-0000',
        error: { name: 'TypeError', message: 'no such thing' },
      },
      { event: 'request.refused', level: 'ERROR', problem: 'internal', reference: '0000-0000' },
    ]);
    expect(JSON.stringify(lines)).not.toContain('secret');
    expect(JSON.stringify(lines[0])).toContain('endpoint.test.ts');
  });

  test('behind a Problem is logged with its stack too', async () => {
    const cause = new Error('throttled');
    const { result, lines } = await run(
      refuseWith(new ProblemResponse(new Problem('store-unavailable'), {}, { cause })),
    );
    expect(result.statusCode).toBe(503);
    expect(lines).toMatchObject([
      { event: 'fault', error: { message: 'throttled' } },
      { problem: 'store-unavailable' },
    ]);
  });

  test.each([undefined, null, 'text', 7])('may even be the thrown value %j', async (thrown) => {
    const { result } = await run(refuseWith(thrown));
    expect(result.statusCode).toBe(500);
  });

  test('in the context of a refusal costs the page its context alone', async () => {
    const { result, lines } = await run(
      refuseWith(new Problem('flow-spent')),
      {},
      {
        problemContext: () => {
          throw new Error('no context');
        },
      },
    );
    expect(result.statusCode).toBe(409);
    expect(lines).toMatchObject([{ event: 'fault' }, { problem: 'flow-spent' }]);
  });

  test('in the event itself still gets a page with every header', async () => {
    const handler = endpoint(refuseWith(new Error('reached')), frozen);
    let result: Awaited<ReturnType<typeof handler>> = {};
    await linesLogged(async () => {
      result = await handler(JSON.parse('{}'), contextOf());
    });
    expect(result.statusCode).toBe(500);
    expect(result.headers?.['x-frame-options']).toBe('DENY');
  });

  test('that takes too long gets a page before Lambda ends it', async () => {
    const handler = endpoint(() => new Promise(() => {}), frozen);
    let result: Awaited<ReturnType<typeof handler>> = {};
    const lines = await linesLogged(async () => {
      result = await handler(eventOf(), contextOf(220));
    });
    expect(result.statusCode).toBe(500);
    expect(lines).toMatchObject([
      { event: 'fault', error: { name: 'TimeoutError' } },
      { problem: 'internal' },
    ]);
  });
});

test('two requests through one handler do not see each other', async () => {
  const handler = endpoint(async ({ path, body }) => json(200, { path, size: body?.length ?? 0 }), frozen);
  const results = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      handler(eventOf({ path: `/${index}`, body: 'a'.repeat(index) }), contextOf()),
    ),
  );
  expect(results.map(({ body }) => JSON.parse(body ?? ''))).toEqual(
    Array.from({ length: 50 }, (_, index) => ({ path: `/${index}`, size: index })),
  );
});
