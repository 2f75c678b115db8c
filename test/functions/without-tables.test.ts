import { describe, expect, it } from 'vitest';
import { handler as healthz } from '../../functions/healthz/handler.ts';
import { handler as notFound } from '../../functions/not-found/handler.ts';
import { ask } from '../harness/ask.ts';
import { useLog } from '../harness/logged.ts';

describe('functions that have no table', () => {
  const log = useLog();

  it('say that they run, at any host', async () => {
    const answer = await ask(healthz, { url: 'https://any.example/healthz' });

    expect([answer.statusCode, answer.body, answer.cookies]).toEqual([200, 'ok\n', []]);
    expect(log.lines()).toEqual([]);
  });

  it.each(['POST', 'PUT'])('do not say so by %s', async (method) => {
    const answer = await ask(healthz, { method, url: 'https://any.example/healthz' });
    expect([answer.statusCode, answer.headers?.['allow']]).toEqual([405, 'GET, HEAD']);
  });

  it('say that they run to HEAD, without a body', async () => {
    const answer = await ask(healthz, { method: 'HEAD', url: 'https://any.example/healthz' });
    expect([answer.statusCode, answer.body]).toEqual([200, '']);
  });

  it.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    'know nothing of any other address, by %s',
    async (method) => {
      const answer = await ask(notFound, { method, url: 'https://acme.timetrackenterprise.com/nowhere' });

      expect([answer.statusCode, answer.cookies]).toEqual([404, []]);
      expect(log.decision()).toMatchObject({ event: 'request.refused', problem: 'tenant-not-found' });
    },
  );

  it.each(['GET', 'HEAD', 'POST'])(
    'lead %s with a slash at the end to the path without it',
    async (method) => {
      const url = 'https://perform.trakstar.com/auth/saml/?namespace=acme&returnTo=%2Freports%2F7';
      const answer = await ask(notFound, { method, url, ...(method === 'POST' ? { form: 'a=b' } : {}) });
      expect(answer.statusCode).toBe(307);
      expect(answer.headers?.['location']).toBe('/auth/saml?namespace=acme&returnTo=%2Freports%2F7');
      expect(answer.cookies).toEqual([]);
    },
  );

  it.each([
    ['another host', 'GET', '//evil.example/'],
    ['another host behind a path', 'GET', '/x//evil.example/'],
    ['another host by a backslash', 'GET', '/%5Cevil.example/'],
    ['an escaped line', 'GET', '/x%0d%0aset-cookie:a=b/'],
    ['the bare address', 'GET', '/'],
    ['a path without a slash', 'GET', '/auth/saml'],
    ['a change', 'DELETE', '/auth/saml/'],
  ])('lead no request for %s anywhere', async (_, method, path) => {
    const answer = await ask(notFound, { method, url: `https://perform.trakstar.com${path}` });
    expect(answer.statusCode).toBe(404);
    expect(answer.headers).not.toHaveProperty('location');
  });
});
