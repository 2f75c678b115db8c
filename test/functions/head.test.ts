import { beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../fixtures/apps.ts';
import { ask } from '../harness/ask.ts';
import { useDeployed } from '../harness/deployed.ts';
import { useLog } from '../harness/logged.ts';
import { outcomes } from './outcomes.ts';
import { type Situation, situationIn } from './situation.ts';

const methodsAt = (path: string) => routes.filter((route) => route.path === path).map(({ method }) => method);

describe('HEAD', () => {
  useLog();
  const deployed = useDeployed();
  let situation: Situation;
  beforeAll(async () => {
    situation = await situationIn(deployed().tables);
  });

  it.each([...new Set(routes.map(({ path }) => path))])('has a route at %s wherever GET has one', (path) => {
    const methods = methodsAt(path);
    expect(methods.includes('ANY') || (methods.includes('GET') && methods.includes('HEAD'))).toBe(true);
    const owner = (method: string) =>
      routes.find((route) => route.path === path && route.method === method)?.function;
    expect(owner('HEAD')).toBe(owner('GET'));
  });

  const read = outcomes.filter(
    ({ function: name, to }) =>
      !['sign-on', 'logout', 'not-found', 'assertion-consumer', 'sign-out'].includes(name) &&
      !['PUT', 'a form of another origin', 'too much'].includes(to),
  );

  it.each(read)(
    'has the headers of GET and no body: $status of $function, to $to',
    async ({ function: name, asked }) => {
      const question = asked(situation);
      const handler = deployed().handlers[name];
      const [get, head] = [
        await ask(handler, { ...question, method: 'GET' }),
        await ask(handler, { ...question, method: 'HEAD' }),
      ];

      expect(head.body).toBe('');
      expect([head.statusCode, head.headers, head.cookies]).toEqual([
        get.statusCode,
        get.headers,
        get.cookies,
      ]);
    },
  );

  it('ends no session at the Logout Url', async () => {
    const asked = outcomes.find(({ function: name, status }) => name === 'logout' && status === 303)?.asked;
    const question = asked?.(situation) ?? expect.unreachable();
    const head = await ask(deployed().handlers.logout, { ...question, method: 'HEAD' });

    expect([head.statusCode, head.body, head.cookies]).toEqual([200, '', []]);
  });

  it('is still refused where there is no GET', async () => {
    const { timetrack } = situation;
    const at = (name: 'assertion-consumer' | 'sign-out', url: string) =>
      ask(deployed().handlers[name], { method: 'HEAD', url });
    const answers = [
      await at('assertion-consumer', timetrack.urls.replyUrl),
      await at('sign-out', timetrack.at('/sign-out')),
    ];

    for (const { statusCode, headers } of answers) {
      expect([statusCode, headers?.['allow']]).toEqual([405, 'POST']);
    }
  });
});
