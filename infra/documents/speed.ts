import { type FunctionName, isBackground } from '../../functions/routes.ts';
import { type MeasuredCall, type Measurement, recorded } from '../cost/measured.ts';
import { functionNames } from '../functions/function-records.ts';

/** What was recorded for release 0.2.0, on another machine: only the ratios compare. */
const before: Readonly<Partial<Record<FunctionName, readonly [warm: number, cold: number]>>> = {
  'sign-on': [6.4, 173],
  'assertion-consumer': [6.3, 109.2],
  session: [2.1, 82.2],
  'sign-out': [2.2, 88.1],
  metadata: [3.3, 142.5],
};

const asked: Readonly<Partial<Record<FunctionName, string>>> = {
  'sign-on': 'the Sign-on URL, of a tenant that is not cached',
  'assertion-consumer': 'a response that signs a person in',
  session: '`GET /session` of a person who is signed in',
  welcome: 'the page after a sign-in',
  'sign-out': 'a sign-out',
  logout: 'a LogoutRequest of the directory that ends a session',
  metadata: 'the metadata of a tenant',
  setup: 'the set-up page with its first form',
  healthz: '`GET /healthz`',
  readyz: '`GET /readyz`; a process reads its item every 5 seconds at most',
  'not-found': 'an address without a route',
  'schedule-refresh': 'a run without tenants',
  'refresh-metadata': 'a job of a tenant without a metadata URL',
};

/** docs/speed.md. */
export function speedDocument(): string {
  const rows = functionNames.flatMap((name) => {
    const measured = measurementOf(name);
    return measured === undefined ? [] : [row(name, measured)];
  });
  return `# How fast it is

\`npm run docs\` writes this page from what \`npm run cost -- --record\` measured on ${recorded.on} (${recorded.machine}): each
function from its synthesized bundle, in a process of its own, over an embedded DynamoDB. Times are of the processor, user
and system, in all threads, in milliseconds. They include what the SDK takes for its calls, and not what a call waits for.

- **Cold**: a new process loads the bundle and answers its first request. The start of Node itself is not in it.
- **Warm**: later requests of the same process.
- Both are lower quartiles, because other work on the machine only adds.
- **× session**: beside \`session\` in the same run, which reads two items. Other machines have other times, and a busy one
  has longer ones: compare ratios.

| function | asked | calls | bundle, kB | cold, ms | × session | warm, ms | × session |
|---|---|---|---|---|---|---|---|
${rows.join('\n')}

Beside release 0.2.0, as ratios to \`session\` of the same run:

| function | cold, 0.2.0 | cold now | warm, 0.2.0 | warm now |
|---|---|---|---|---|
${comparedRows().join('\n')}

## Where a call of DynamoDB spends its processor time

A call of the bundled SDK (\`GetItem\`, plain HTTP, an answer of 0.8 kB) on the machine of this page, in milliseconds of the
processor, as medians of 11 processes, which ran beside other work. On an idle machine a steady call takes 0.45 to 0.49.

| call of a process | takes | of which |
|---|---|---|
| the first | 23 | opening \`http\`, the connection, the signing key of the day, and the first run of all code of the SDK |
| 2nd to 21st | 2.1 | the SDK's own code, most of it. The profile is flat: no function takes more than a tenth. V8 interprets code that it has not yet compiled |
| 22nd to 101st | 1.1 | the same, partly compiled |
| after some hundreds | 0.5 to 1.1 | half of it writes to the socket and reads from it |

What was tried against the slow beginning: V8 flags, which a bundle can set as it loads. \`--always-sparkplug\` brings the
2nd to 21st call to 1.6 and the first to 32; \`--no-lazy-feedback-allocation\` and \`--max-lazy\` change less than the
machine does by itself. None is set. Settings that do help are in \`shared/store/function-client.ts\`: they save a third.
`;
}

function measurementOf(name: FunctionName): Measurement | undefined {
  if (name === 'schedule-refresh') return recorded.scheduled;
  if (name === 'refresh-metadata') return recorded.refreshed;
  return isBackground(name) ? undefined : recorded.calls[name as MeasuredCall];
}

const { session } = recorded.calls;
const coldRatio = ({ coldProcessorMilliseconds }: Measurement) =>
  (coldProcessorMilliseconds / session.coldProcessorMilliseconds).toFixed(2);
const warmRatio = ({ warmProcessorMilliseconds }: Measurement) =>
  (warmProcessorMilliseconds / session.warmProcessorMilliseconds).toFixed(2);

function row(name: FunctionName, measured: Measurement): string {
  return `| ${[
    `\`${name}\``,
    asked[name] ?? '',
    measured.storeCalls,
    Math.round(measured.bundleBytes / 1_000),
    measured.coldProcessorMilliseconds.toFixed(1),
    coldRatio(measured),
    measured.warmProcessorMilliseconds.toFixed(1),
    warmRatio(measured),
  ].join(' | ')} |`;
}

function comparedRows(): readonly string[] {
  const [warmSession, coldSession] = before.session ?? [1, 1];
  return functionNames.flatMap((name) => {
    const [warm, cold] = before[name] ?? [];
    const measured = measurementOf(name);
    if (warm === undefined || cold === undefined || measured === undefined) return [];
    const [coldThen, warmThen] = [(cold / coldSession).toFixed(2), (warm / warmSession).toFixed(2)];
    return [`| \`${name}\` | ${coldThen} | ${coldRatio(measured)} | ${warmThen} | ${warmRatio(measured)} |`];
  });
}
