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
});
