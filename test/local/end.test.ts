import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { textsOf } from '../../shared/pages/text/texts.ts';
import { freePort } from '../set-up/free-port.ts';
import { type LatchkeyProcess, startLatchkey } from '../set-up/latchkey-process.ts';
import { addCustomer, begin, post, signIn } from './customer.ts';
import { dial } from './dial.ts';
import { answers } from './listeners.ts';

const [port, dynamoDbPort] = await Promise.all([freePort(), freePort()]);
const root = new URL('../../', import.meta.url);

async function start(): Promise<LatchkeyProcess> {
  const process = await startLatchkey({ port, dynamoDbPort, demo: 'off' });
  onTestFinished(async () => {
    await process.stop('SIGKILL');
  });
  return process;
}

const host = `acme.timetrack.localhost:${port}`;
const path = '/api/v2/azure/callback';
const anybodyAnswers = async () =>
  (await answers('127.0.0.1', port)) || (await answers('127.0.0.1', dynamoDbPort));

describe('a running Latchkey', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends at %s with exit code 0 and frees its ports',
    async (signal) => {
      const process = await start();
      expect(await process.stop(signal)).toBe(0);
      expect(await anybodyAnswers()).toBe(false);
    },
  );

  it('answers what is under way before it ends', async () => {
    const process = await start();
    const asked = request({ host: '127.0.0.1', port, path, method: 'POST', headers: { host } });
    const answered = once(asked, 'response');
    asked.flushHeaders();
    await vi.waitFor(() => expect(asked.socket?.readyState).toBe('open'), 10_000);
    const ended = process.stop('SIGTERM');
    await vi.waitFor(async () => expect(await answers('127.0.0.1', port)).toBe(false), 10_000);
    asked.end('x');

    const [{ statusCode }] = await answered;
    expect([statusCode, await ended]).toEqual([415, 0]);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)('ends when its npm start gets %s', async (signal) => {
    const env = { ...process.env, PORT: `${port}`, DYNAMODB_PORT: `${dynamoDbPort}`, LATCHKEY_DEMO: 'off' };
    const npm = spawn('npm', ['start'], { cwd: root, env, stdio: ['ignore', 'pipe', 'ignore'] });
    await vi.waitFor(async () => expect(await answers('127.0.0.1', dynamoDbPort)).toBe(true), 40_000);
    npm.kill(signal);
    await once(npm, 'exit');

    await vi.waitFor(async () => expect(await anybodyAnswers()).toBe(false), 10_000);
  });
});

describe('a Latchkey that is killed between request and response', () => {
  it('says to start again when it is back, and one can', async () => {
    const directory = randomUUID();
    const killed = await start();
    const before = await addCustomer({ port, process: () => killed }, 'timetrack', 'acme', directory);
    const { requestId, cookies } = await begin(before.urls.signOnUrl);
    await killed.stop('SIGKILL');

    const back = await start();
    const customer = await addCustomer({ port, process: () => back }, 'timetrack', 'acme', directory);
    const answer = await post(customer, customer.message(requestId), cookies);
    expect([answer.status, answer.cookies]).toEqual([403, []]);
    expect(answer.body).toContain(textsOf('en').problem('flow-unknown').sentence);
    expect(answer.body).toContain(`href="${customer.urls.signOnUrl}"`);

    const again = await signIn(customer);
    const session = await dial(customer.at('/session'), { cookies: again.cookies });
    expect([again.status, session.status]).toEqual([303, 200]);
  });
});
