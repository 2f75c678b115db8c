import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type DeployedFunction, entryOf } from './deployed-function.ts';
import type { Invocation, Invoked, Started } from './lambda-runtime.ts';

/** A function in a process of its own, with its own environment and nothing else of the test. */
export interface FunctionProcess {
  readonly started: Started;
  /** Runs it once; one event at a time, as in Lambda. @throws Error with what the handler threw */
  invoke(event: unknown): Promise<Invoked>;
  /** Everything that it wrote to its log. */
  log(): string;
  stop(): Promise<void>;
}

const runtime = fileURLToPath(new URL('lambda-runtime.ts', import.meta.url));

/**
 * Starts a function from its bundle. @param aws Where AWS stands for it.
 * @throws Error with what it wrote, where it does not start
 */
export async function startFunction(
  deployed: DeployedFunction,
  aws: Readonly<Record<string, string>>,
): Promise<FunctionProcess> {
  const { module, name } = entryOf(deployed);
  const child = fork(runtime, [module, name], {
    cwd: deployed.folder,
    env: { ...deployed.variables, ...aws },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let log = '';
  let faults = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    faults += text;
  });
  const answer = async <Message>(): Promise<Message> => {
    const message = await messageOf(child);
    if (message === undefined) throw new Error(`${deployed.name} has ended: ${faults}`);
    return message as Message;
  };
  const started = await answer<Started>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    started,
    invoke(event) {
      const next = last.then(async () => {
        child.send({ event } satisfies Invocation);
        const invoked = await answer<Invoked>();
        if (invoked.error !== undefined) throw new Error(`${deployed.name} threw ${invoked.error}`);
        return invoked;
      });
      last = next.catch(() => {});
      return next;
    },
    log: () => log,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** The next message of a process, or undefined where it ends before. */
function messageOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => {
    const settle = (message?: unknown) => {
      child.off('message', settle).off('exit', end);
      resolve(message);
    };
    const end = () => settle(undefined);
    child.once('message', settle).once('exit', end);
  });
}
