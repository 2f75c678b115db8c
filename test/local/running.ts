import { afterAll, beforeAll } from 'vitest';
import { freePort } from '../set-up/free-port.ts';
import { type LatchkeyProcess, startLatchkey } from '../set-up/latchkey-process.ts';

/** A Latchkey that runs for the tests of one file, and its addresses. */
export interface Running {
  readonly port: number;
  readonly dynamoDbPort: number;
  /** `http://acme.timetrack.localhost:<port>` and the path. */
  timetrack(tenant: string, path?: string): string;
  /** `http://perform.trakstar.localhost:<port>` and the path. */
  trakstar(path?: string): string;
  process(): LatchkeyProcess;
  /** Every line of the log. @throws where a line after the first words is no JSON */
  log(): readonly Readonly<Record<string, unknown>>[];
  /** The last decision. */
  decision(): Readonly<Record<string, unknown>>;
}

/** Runs Latchkey before the tests of a file and ends it after them. */
export async function useLatchkey(demo: 'on' | 'off'): Promise<Running> {
  const [port, dynamoDbPort] = await Promise.all([freePort(), freePort()]);
  let running: LatchkeyProcess | undefined;
  beforeAll(async () => {
    running = await startLatchkey({ port, dynamoDbPort, demo });
  });
  afterAll(() => running?.stop());

  const process = () => {
    if (running === undefined) throw new Error('Latchkey runs during tests only');
    return running;
  };
  const log: Running['log'] = () =>
    process()
      .printed()
      .slice(process().printed().indexOf('\n{') + 1)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  return {
    port,
    dynamoDbPort,
    timetrack: (tenant, path = '/') => `http://${tenant}.timetrack.localhost:${port}${path}`,
    trakstar: (path = '/') => `http://perform.trakstar.localhost:${port}${path}`,
    process,
    log,
    decision: () => log().findLast(({ event }) => String(event).startsWith('sign-in.')) ?? {},
  };
}
