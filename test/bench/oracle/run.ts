import { performance } from 'node:perf_hooks';
import {
  type MonotonicClock,
  systemMonotonicClock,
} from '../../../functions/assertion-consumer/failure-delay.ts';
import { formBody } from '../../fixtures/post.ts';
import { sealedMessage } from '../../functions/assertion-consumer/sealed-message.ts';
import { ask } from '../../harness/ask.ts';
import { endpointWith, tenant, urls } from './endpoint.ts';
import { failures } from './failures.ts';
import { criticalArea, criticalDistance, separationOf } from './separation.ts';

/**
 * `node test/bench/oracle/run.ts [samples]`: whether the time of an answer tells how far an encrypted assertion
 * came. Posts every kind of failure, in turns, `samples` times each (2,000 unless said otherwise: seven minutes), and
 * compares the distributions of their times pair by pair; first without the wait, to see that the measure sees
 * something. Ends with 1 where two kinds can be told apart.
 */
const samples = Number(process.argv[2] ?? 2_000);
/**
 * With the wait a message is posted every so many milliseconds, whether those before it have been answered or not.
 * The wait is no multiple of it: no answer falls due while another message is worked at, unless the machine is slow,
 * and then which kind meets which is left to chance.
 */
const rhythmMilliseconds = 31;
const noPace: MonotonicClock = { now: systemMonotonicClock.now, until: async () => {} };

const print = process.stdout.write.bind(process.stdout);
// The log of thousands of refusals, which is part of what is measured, is not to be read here.
process.stdout.write = () => true;

/** The milliseconds to each answer, a list a kind; one message after the other where there is no rhythm. */
async function measure(
  pace: MonotonicClock,
  count: number,
  rhythm?: number,
): Promise<readonly (readonly number[])[]> {
  const handler = endpointWith(pace);
  const times = failures.map((): number[] => []);
  const answers: Promise<void>[] = [];
  let due = systemMonotonicClock.now();
  for (let slot = -20; slot < count; slot += 1) {
    // Another order each turn, so that none always comes after the same one.
    const order = failures.map((_, index) => index).sort(() => Math.random() - 0.5);
    for (const index of order) {
      const form = formBody(sealedMessage({ tenant, urls }, failures[index]?.[1]));
      due += rhythm ?? 0;
      await systemMonotonicClock.until(due);
      const answer = millisecondsOf(handler, form, index).then((milliseconds) => {
        if (slot >= 0) times[index]?.push(milliseconds);
      });
      if (rhythm === undefined) await answer;
      else answers.push(answer);
    }
  }
  await Promise.all(answers);
  return times;
}

async function millisecondsOf(
  handler: ReturnType<typeof endpointWith>,
  form: string,
  index: number,
): Promise<number> {
  const start = performance.now();
  const { statusCode } = await ask(handler, { url: urls.replyUrl, form });
  const milliseconds = performance.now() - start;
  if (statusCode !== 404) throw new Error(`${failures[index]?.[0]}: answered with ${statusCode}`);
  return milliseconds;
}

/** Prints the worst pair; true where no pair can be told apart. */
function report(title: string, times: readonly (readonly number[])[]): boolean {
  const size = times[0]?.length ?? 0;
  const pairs = times.flatMap((one, a) =>
    times.slice(a + 1).map((other, b) => ({ a, b: a + 1 + b, ...separationOf(one, other) })),
  );
  const limits = { distance: criticalDistance(size, pairs.length), area: criticalArea(size) };
  const worst = pairs.toSorted((one, other) => other.distance - one.distance)[0];
  const widest = Math.max(...pairs.map(({ areaUnderCurve }) => Math.abs(areaUnderCurve - 0.5)));
  print(`\n${title}, ${size} samples of each kind, ${pairs.length} pairs\n`);
  times.forEach((values, index) => {
    const sorted = values.toSorted((x, y) => x - y);
    const at = (share: number) => (sorted[Math.floor(share * (size - 1))] ?? 0).toFixed(3).padStart(9);
    print(
      `  ${String(failures[index]?.[0]).padEnd(32)} median ${at(0.5)} ms, p5 ${at(0.05)}, p95 ${at(0.95)}\n`,
    );
  });
  const names = worst === undefined ? '' : `${failures[worst.a]?.[0]} / ${failures[worst.b]?.[0]}`;
  print(
    `  largest KS distance ${worst?.distance.toFixed(4)} (${names}), limit ${limits.distance.toFixed(4)}\n`,
  );
  print(`  largest |AUC - 0.5| ${widest.toFixed(4)}, limit ${limits.area.toFixed(4)}\n`);
  return (worst?.distance ?? 0) < limits.distance && widest < limits.area;
}

const isSeen = !report('Without the wait', await measure(noPace, Math.ceil(samples / 4)));
const isSilent = report('With the wait', await measure(systemMonotonicClock, samples, rhythmMilliseconds));
print(`\n${isSilent ? 'No two kinds of failure can be told apart.' : 'TWO KINDS CAN BE TOLD APART.'}\n`);
if (!isSeen) print('But neither can they without the wait: this measure proves nothing here.\n');
process.exitCode = isSilent && isSeen ? 0 : 1;
