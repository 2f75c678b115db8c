import { cpus } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import type { Measured, MeasuredCall, Measurement } from '../../../infra/cost/measured.ts';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { parseTenantId } from '../../../shared/ids/tenant-id.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { type Answered, type Asked, ask, cookiesOf, locationOf } from '../../harness/ask.ts';
import { customerOf } from '../../harness/customer.ts';
import { provenBy } from '../../harness/samples.ts';
import type { Invoked } from '../../parity/lambda-runtime.ts';
import { type RunningStage, runStage } from '../../parity/running-stage.ts';
import { accessLogBytes } from './access-log-line.ts';
import { type MeteredStore, meterStore } from './metered-store.ts';

const calls = [
  'sign-on',
  'assertion-consumer',
  'session',
  'sign-out',
  'metadata',
] as const satisfies readonly MeasuredCall[];

type Sample = Pick<
  Measurement,
  'readUnits' | 'writeUnits' | 'storeCalls' | 'accessLogBytes' | 'responseBytes'
> & { readonly processorMilliseconds: number };

/** Signs people in to both apps of the stage `plain`, as it is synthesized, and measures what each request takes. */
export async function measureCost({ rounds }: { readonly rounds: number }): Promise<Measured> {
  let store: MeteredStore | undefined;
  let last: Invoked | undefined;
  const stage = await runStage('plain', {
    between: async (endpoint) => {
      store = await meterStore(endpoint);
      return store.endpoint;
    },
    onInvoked: (_, invoked) => {
      last = invoked;
    },
  });
  try {
    if (store === undefined) throw new Error('Nothing measures the store');
    const { meter } = store;
    const samples = Object.fromEntries(calls.map((call) => [call, [] as Sample[]])) as Record<
      MeasuredCall,
      Sample[]
    >;
    const take = async (call: MeasuredCall, asked: Asked): Promise<Answered> => {
      Object.assign(meter, { readUnits: 0, writeUnits: 0, calls: 0 });
      const answer = await ask(stage.gateway, asked);
      samples[call].push(sampleOf(stage, asked, answer, meter, last?.processorMilliseconds ?? Number.NaN));
      return answer;
    };
    // Before there are tenants: whose turn it is would be sent to a queue, which is not embedded.
    const scheduled: Sample[] = [];
    for (let round = 0; round < rounds; round += 1) {
      Object.assign(meter, { readUnits: 0, writeUnits: 0, calls: 0 });
      const invoked = await (await stage.processOf('schedule-refresh')).invoke({
        time: new Date().toISOString(),
      });
      scheduled.push({
        ...nothingOfHttp,
        ...readingsOf(meter),
        processorMilliseconds: invoked.processorMilliseconds,
      });
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const app of ['timetrack', 'trakstar'] as const) await signInOnce(stage, app, round, take);
    }
    await setTimeout(200); // What was written last is still in the pipe.
    const measured = await Promise.all(
      calls.map(async (call) => [call, await measurementOf(stage, call, samples[call])] as const),
    );
    return {
      on: new Date().toISOString().slice(0, 10),
      machine: `${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`,
      calls: Object.fromEntries(measured) as Record<MeasuredCall, Measurement>,
      scheduled: await measurementOf(stage, 'schedule-refresh', scheduled),
    };
  } finally {
    await stage.stop();
    await store?.stop();
  }
}

/** Names as long as people's and customers' are: they stand in items, and an item is priced by its kilobytes. */
const signInName = 'firstname.lastname@northwindtraders.com';
const displayName = 'Firstname Lastname';
const tenantIn = (round: number) => parseTenantId(`northwind-${String(round).padStart(7, '0')}`);

/** One person who has signed in before, at a tenant that no process remembers. */
async function signInOnce(
  stage: RunningStage,
  app: AppId,
  round: number,
  take: (call: MeasuredCall, asked: Asked) => Promise<Answered>,
): Promise<void> {
  const { directoryId, objectId } = facts;
  const id = tenantIn(round);
  const user = { signInName, displayName, identity: { directoryId, objectId } };
  // By a key that has signed before: the first sign-in by a key writes it down, once.
  const connection = provenBy(signingKey());
  const customer = await customerOf(stage, app, { ...(id && { id }), user, connection });
  const begun = await take('sign-on', { url: customer.signOnUrl({ returnTo: '/reports/7' }) });
  const requestId = new URL(locationOf(begun)).searchParams.get('RelayState') ?? '';
  const form = formBody(customer.message(requestId, { issuedAt: new Date(), nameId: signInName }), requestId);
  const signedIn = await take('assertion-consumer', {
    url: customer.urls.replyUrl,
    cookies: cookiesOf(begun),
    form,
  });
  const cookies = cookiesOf(signedIn);
  const { statusCode } = await take('session', { url: customer.at('/session'), cookies });
  if (statusCode !== 200) throw new Error(`Nobody was signed in: ${signedIn.statusCode} ${signedIn.body}`);
  await take('sign-out', { method: 'POST', url: customer.at('/sign-out'), cookies });
  await take('metadata', { url: customer.urls.metadataUrl });
}

const nothingOfHttp = { accessLogBytes: 0, responseBytes: 0 } as const;

function readingsOf({ readUnits, writeUnits, calls: storeCalls }: MeteredStore['meter']) {
  return { readUnits, writeUnits, storeCalls };
}

function sampleOf(
  { api }: RunningStage,
  asked: Asked,
  answer: Answered,
  meter: MeteredStore['meter'],
  processorMilliseconds: number,
): Sample {
  const { hostname: host, pathname: path } = new URL(asked.url);
  const method = asked.method ?? (asked.form === undefined ? 'GET' : 'POST');
  const { statusCode: status = 200, body = '' } = answer;
  const headers = Object.entries(answer.headers ?? {}).map(([name, value]) => `${name}: ${String(value)}`);
  const cookies = (answer.cookies ?? []).map((cookie) => `set-cookie: ${cookie}`);
  // What API Gateway adds: date, length, its own request id.
  const lines = ['HTTP/1.1 303 See Other', ...headers, ...cookies, 'x'.repeat(100), '', body];
  const responseBytes = Buffer.byteLength(lines.join('\r\n'));
  const routeKey = api.routeOf(method, path)?.routeKey ?? '';
  const line = { host, method, path, routeKey, status };
  return {
    ...readingsOf(meter),
    processorMilliseconds,
    responseBytes,
    accessLogBytes: accessLogBytes(line),
  };
}

async function measurementOf(
  stage: RunningStage,
  call: string,
  samples: readonly Sample[],
): Promise<Measurement> {
  const running = await stage.processOf(call);
  const memoryMb = stage.functions.find(({ name }) => name === call)?.memoryMb;
  if (memoryMb === undefined) throw new Error(`There is no function ${call}`);
  const most = (of: keyof Sample) => Math.max(...samples.map((sample) => sample[of]));
  const log = running.log();
  const [first, ...warm] = samples.map((sample) => sample.processorMilliseconds);
  return {
    readUnits: most('readUnits'),
    writeUnits: most('writeUnits'),
    storeCalls: most('storeCalls'),
    logBytes: Math.round(Buffer.byteLength(log) / samples.length),
    logEvents: Math.round(log.split('\n').filter(Boolean).length / samples.length),
    accessLogBytes: most('accessLogBytes'),
    responseBytes: most('responseBytes'),
    warmProcessorMilliseconds: rounded(median(warm)),
    coldProcessorMilliseconds: rounded(running.started.initProcessorMilliseconds + (first ?? 0)),
    memoryMb,
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function rounded(milliseconds: number): number {
  return Number(milliseconds.toFixed(1));
}
