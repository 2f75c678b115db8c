import type { Measurement } from '../../../infra/cost/measured.ts';
import type { Answered, Asked } from '../../harness/ask.ts';
import type { FunctionProcess } from '../../parity/function-process.ts';
import type { RunningStage } from '../../parity/running-stage.ts';
import { accessLogBytes } from './access-log-line.ts';

/** What one request took. */
export interface Sample
  extends Pick<Measurement, 'readUnits' | 'writeUnits' | 'storeCalls' | 'accessLogBytes' | 'responseBytes'> {
  readonly processorMilliseconds: number;
  /** Of the processor, to load the bundle; set if the process was started for this request. */
  readonly initMilliseconds?: number;
}

/** What a request of the API adds to a sample. */
export function httpSample(
  { api }: RunningStage,
  asked: Asked,
  answer: Answered,
): Pick<Sample, 'accessLogBytes' | 'responseBytes'> {
  const { hostname: host, pathname: path } = new URL(asked.url);
  const method = asked.method ?? (asked.form === undefined ? 'GET' : 'POST');
  const { statusCode: status = 200, body = '' } = answer;
  const headers = Object.entries(answer.headers ?? {}).map(([name, value]) => `${name}: ${String(value)}`);
  const cookies = (answer.cookies ?? []).map((cookie) => `set-cookie: ${cookie}`);
  // What API Gateway adds: date, length, its own request id.
  const lines = ['HTTP/1.1 303 See Other', ...headers, ...cookies, 'x'.repeat(100), '', body];
  const routeKey = api.routeOf(method, path)?.routeKey ?? '';
  return {
    responseBytes: Buffer.byteLength(lines.join('\r\n')),
    accessLogBytes: accessLogBytes({ host, method, path, routeKey, status }),
  };
}

/**
 * Returns the measurement of a function: the most of what is priced by the piece, the lower quartiles of what varies. `running`
 * answered `invocations` events, all of which it logged.
 */
export function measurementOf(
  samples: readonly Sample[],
  running: FunctionProcess,
  invocations: number,
  { memoryMb, bundleBytes }: Pick<Measurement, 'memoryMb' | 'bundleBytes'>,
): Measurement {
  const most = (of: 'readUnits' | 'writeUnits' | 'storeCalls' | 'accessLogBytes' | 'responseBytes') =>
    Math.max(...samples.map((sample) => sample[of]));
  const cold = samples.flatMap(({ initMilliseconds, processorMilliseconds }) =>
    initMilliseconds === undefined ? [] : [initMilliseconds + processorMilliseconds],
  );
  const warm = samples.filter(({ initMilliseconds }) => initMilliseconds === undefined);
  const log = running.log();
  return {
    readUnits: most('readUnits'),
    writeUnits: most('writeUnits'),
    storeCalls: most('storeCalls'),
    logBytes: Math.round(Buffer.byteLength(log) / invocations),
    logEvents: Math.round(log.split('\n').filter(Boolean).length / invocations),
    accessLogBytes: most('accessLogBytes'),
    responseBytes: most('responseBytes'),
    warmProcessorMilliseconds: lowerQuartile(warm.map((sample) => sample.processorMilliseconds)),
    coldProcessorMilliseconds: lowerQuartile(cold),
    memoryMb,
    bundleBytes,
  };
}

/**
 * Returns the value that a quarter stays below, to a tenth of a millisecond: other work on the machine only adds to what
 * a request takes, by caches and cores that it shares.
 */
function lowerQuartile(values: readonly number[]): number {
  const quartile = values.toSorted((one, other) => one - other)[Math.floor(values.length / 4)] ?? Number.NaN;
  return Number(quartile.toFixed(1));
}
