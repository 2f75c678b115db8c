import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

/** A Latchkey as `npm start` runs it, in a process of its own. */
export interface LatchkeyProcess {
  readonly pid: number;
  /** Runs the operator's command against its tables and returns what it printed. @throws where it fails */
  operate(...parameters: string[]): Promise<string>;
  /** The decisions that it has logged so far. */
  decisions(): readonly Decision[];
  /** Everything that it has written on stdout. */
  printed(): string;
  /**
   * Ends it and waits until it is gone: at once and without any goodbye where the signal is SIGKILL. Returns its
   * exit code; null where the signal ended it.
   */
  stop(signal?: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | null>;
}

/** One line of the log about one sign-in. */
interface Decision {
  readonly event: 'sign-in.accepted' | 'sign-in.refused';
  readonly app: string;
  readonly tenant: string;
  readonly problem?: string;
}

/** Where a Latchkey listens, and whether it begins with the demonstration (default) or with empty tables. */
export interface LatchkeyProcessOptions {
  readonly port: number;
  readonly dynamoDbPort: number;
  readonly demo?: 'on' | 'off';
  /** The folder of the project. Default: this one. */
  readonly root?: string;
  /** The origin of an application in place of the stand-in. */
  readonly app?: string | undefined;
  /** A folder of app documents. Default: those of the project. */
  readonly apps?: string;
}

/** Starts `infra/local/start.ts` in a process of its own and waits until it says that it is ready. */
export async function startLatchkey({
  port,
  dynamoDbPort,
  demo = 'on',
  root = `${import.meta.dirname}/../..`,
  app,
  apps,
}: LatchkeyProcessOptions): Promise<LatchkeyProcess> {
  const env = {
    ...process.env,
    PORT: `${port}`,
    DYNAMODB_PORT: `${dynamoDbPort}`,
    LATCHKEY_DEMO: demo,
    ...(apps === undefined ? {} : { LATCHKEY_APPS: apps }),
  };
  const words = app === undefined ? [] : ['--app', app];
  const server = spawn(process.execPath, ['infra/local/start.ts', ...words], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const decisions: Decision[] = [];
  const lines: string[] = [];
  const ended = once(server, 'exit');
  const ready = new Promise<void>((resolve) => {
    createInterface({ input: server.stdout }).on('line', (line) => {
      lines.push(`${line}\n`);
      if (line.includes('Latchkey is ready')) resolve();
      if (line.startsWith('{')) decisions.push(JSON.parse(line) as Decision);
    });
  });
  await Promise.race([
    ready,
    ended.then(([status]) => {
      throw new Error(`Latchkey ended with ${status}`);
    }),
  ]);
  return {
    pid: server.pid ?? 0,
    printed: () => lines.join(''),
    operate: async (...parameters) => {
      const command = ['infra/operator/latchkey.ts', ...parameters, '--local'];
      const { stdout } = await promisify(execFile)(process.execPath, command, {
        cwd: root,
        // A terminal beside `npm start` has none of npm's own variables.
        env: {
          ...Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('npm_'))),
          AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${dynamoDbPort}`,
        },
      });
      return stdout;
    },
    decisions: () => decisions,
    stop: async (signal = 'SIGTERM') => {
      server.kill(signal);
      const [exitCode] = await ended;
      return exitCode;
    },
  };
}
