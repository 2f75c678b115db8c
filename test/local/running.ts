import { afterAll, beforeAll, expect, vi } from 'vitest';
import { freePort } from '../set-up/free-port.ts';
import { type LatchkeyProcess, startLatchkey } from '../set-up/latchkey-process.ts';

/** One line of the log. */
type LogLine = Readonly<Record<string, unknown>>;

/** A Latchkey that runs for the tests of one file, and its addresses. */
export interface Running {
  readonly port: number;
  readonly dynamoDbPort: number;
  /** `http://acme.timetrack.localhost:<port>` and the path. */
  timetrack(tenant: string, path?: string): string;
  /** `http://perform.trakstar.localhost:<port>` and the path. */
  trakstar(path?: string): string;
  process(): LatchkeyProcess;
  /**
   * Every line of the log that `action` leads to, at least one; they come by another way than the answers do.
   * @throws where a line is no JSON
   */
  logOf(action: () => Promise<unknown>): Promise<readonly LogLine[]>;
}

/** Runs Latchkey before the tests of a file and ends it after them. */
export async function useLatchkey(demo: 'on' | 'off', app?: string): Promise<Running> {
  const [port, dynamoDbPort] = await Promise.all([freePort(), freePort()]);
  let running: LatchkeyProcess | undefined;
  beforeAll(async () => {
    running = await startLatchkey({ port, dynamoDbPort, demo, app });
  });
  afterAll(() => running?.stop());

  const process = () => {
    if (running === undefined) throw new Error('Latchkey runs during tests only');
    return running;
  };
  return {
    port,
    dynamoDbPort,
    timetrack: (tenant, path = '/') => `http://${tenant}.timetrack.localhost:${port}${path}`,
    trakstar: (path = '/') => `http://perform.trakstar.localhost:${port}${path}`,
    process,
    async logOf(action) {
      const before = process().printed().length;
      await action();
      const lines = () => linesIn(process().printed().slice(before));
      await vi.waitFor(() => expect(lines()).not.toEqual([]), 10_000);
      return lines();
    },
  };
}

function linesIn(text: string): readonly LogLine[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): LogLine => JSON.parse(line));
}
