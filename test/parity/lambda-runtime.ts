// The SDK loads it for the plain HTTP of the embedded AWS, and never in Lambda: no part of a cold start there.
import 'node:http';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { lambdaContext } from '../../infra/local/lambda-context.ts';

/** What the process of a function is asked. */
export interface Invocation {
  readonly event: unknown;
}

/** What it answers: one of `result` and `error`, and what the work took. */
export interface Invoked {
  readonly result?: unknown;
  readonly error?: string;
  /** From the event to the answer. */
  readonly milliseconds: number;
  /** Of the processor, in all threads. */
  readonly processorMilliseconds: number;
}

/** The first message of the process: that the module is loaded. */
export interface Started {
  /** What loading took, without the start of Node itself. */
  readonly initMilliseconds: number;
  readonly initProcessorMilliseconds: number;
}

/*
 * As much of Lambda's runtime as a bundle needs, in a process of its own: loads the handler that the arguments name,
 * then answers one event after the other.
 */
const [module = '', name = ''] = process.argv.slice(2);
const send = (message: Started | Invoked) => process.send?.(message);

function stopwatch() {
  const begun = performance.now();
  const used = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(used);
    return { milliseconds: performance.now() - begun, processorMilliseconds: (user + system) / 1_000 };
  };
}

const loading = stopwatch();
const loaded: Readonly<Record<string, unknown>> = await import(module);
const handler = loaded[name];
if (typeof handler !== 'function') throw new Error(`${module} has no handler called ${name}`);
const init = loading();

process.on('message', async ({ event }: Invocation) => {
  const working = stopwatch();
  try {
    const result = await (handler as (event: unknown, context: Context) => unknown)(
      event as APIGatewayProxyEventV2,
      lambdaContext(),
    );
    send({ result, ...working() });
  } catch (error) {
    send({ error: error instanceof Error ? String(error.stack) : String(error), ...working() });
  }
});
send({ initMilliseconds: init.milliseconds, initProcessorMilliseconds: init.processorMilliseconds });
