import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../set-up/free-port.ts';
import { startAndFail } from './failed-start.ts';

const [port, dynamoDbPort] = await Promise.all([freePort(), freePort()]);
const good = { PORT: `${port}`, DYNAMODB_PORT: `${dynamoDbPort}` };

/** Listens where Latchkey would. @throws where the port is not free */
function squat(busy: number): Promise<Server> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(busy, '127.0.0.1', () => resolve(server));
  });
}

/** One line, nothing else, exit code 1. */
const oneLine = (line: string) => ({ exitCode: 1, stdout: '', stderr: `latchkey: ${line}\n` });

describe('npm start with a wrong variable', () => {
  // The other wrong ones stand in test/infra/local/settings.test.ts.
  it.concurrent.each([
    ['PORT', 'eighty', 'PORT must be a port number, 1 to 65535'],
    ['DYNAMODB_PORT', `${port}`, 'PORT and DYNAMODB_PORT must be different'],
    ['LATCHKEY_DEMO', 'no', 'LATCHKEY_DEMO must be on or off'],
  ])('%s=%s says so in one line and ends with 1', async (name, value, line) => {
    expect(await startAndFail({ ...good, [name]: value })).toEqual(oneLine(line));
  });
});

describe('npm start at a busy port', () => {
  let squatter: Server | undefined;
  afterEach(() => squatter?.close());

  it.each([
    ['PORT', port],
    ['DYNAMODB_PORT', dynamoDbPort],
  ])('%s says so in one line and ends with 1', async (name, busy) => {
    squatter = await squat(busy);

    const { stderr, ...ended } = await startAndFail(good);
    expect(ended).toEqual({ exitCode: 1, stdout: '' });
    const [, free] = new RegExp(
      `^latchkey: Port ${busy} is in use by another program\\. Free ones: ${name}=(\\d+) npm start\n$`,
    ).exec(stderr) ?? [stderr];
    expect(Number(free)).toBeGreaterThan(busy);
  });

  it('names ports that are free, both where both are busy', async () => {
    const squatters = await Promise.all([port, dynamoDbPort].map(squat));
    try {
      const { stderr } = await startAndFail(good);
      const [, first, second] = /: PORT=(\d+) DYNAMODB_PORT=(\d+) npm start\n$/.exec(stderr) ?? [];
      expect(first).not.toBe(second);
      for (const free of [first, second]) (await squat(Number(free))).close();
    } finally {
      for (const server of squatters) server.close();
    }
  });
});
