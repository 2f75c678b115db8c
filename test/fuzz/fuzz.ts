import { parseArgs } from 'node:util';
import { run, type Target, targets } from './campaign.ts';
import { Tally } from './tally.ts';

const { values } = parseArgs({
  options: {
    target: { type: 'string' },
    seed: { type: 'string' },
    runs: { type: 'string', default: '100000' },
    path: { type: 'string' },
  },
});

/** After so many inputs a line is printed, and the next seed begins. */
const roundRuns = 5_000;

const wanted = targets.filter((target) => values.target === undefined || values.target === target);
const runs = wholeNumber(values.runs, 'runs');
const firstSeed = values.seed === undefined ? Date.now() % 1_000_000_000 : wholeNumber(values.seed, 'seed');
if (wanted.length === 0) fail(`--target is one of ${targets.join(', ')}`);
if (values.path !== undefined && (values.target === undefined || values.seed === undefined)) {
  fail('--path needs the --target and the --seed that were printed with it');
}

const found = wanted.map((target) => (values.path === undefined ? fuzz(target) : again(target, values.path)));
process.exitCode = found.every((violation) => violation === undefined) ? 0 : 1;

/** Runs a target round by round until something is found. */
function fuzz(target: Target): string | undefined {
  const total = new Tally();
  const start = performance.now();
  for (let done = 0, seed = firstSeed; done < runs; done += roundRuns, seed += 1) {
    const { tally, violation } = run({ target, seed, runs: Math.min(roundRuns, runs - done) });
    for (const [outcome, count] of tally.entries()) total.count(outcome, count);
    const seconds = ((performance.now() - start) / 1_000).toFixed(0);
    print(`${target} seed ${seed}: ${violation === undefined ? 'no violation' : 'VIOLATION'}, ${seconds} s`);
    if (violation !== undefined) return shown(violation);
  }
  print(`${target}: ${runs} inputs from seed ${firstSeed}, 0 violations`);
  for (const [outcome, count] of total.entries()) print(`  ${`${count}`.padStart(8)} ${outcome}`);
  return undefined;
}

/** Runs one counter-example again. */
function again(target: Target, path: string): string | undefined {
  const { violation } = run({ target, seed: firstSeed, runs: 1, path });
  if (violation === undefined) print(`${target} seed ${firstSeed} path ${path}: no violation any more`);
  return violation === undefined ? undefined : shown(violation);
}

function shown(violation: string): string {
  print(violation);
  return violation;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function wholeNumber(text: string, option: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) fail(`--${option} is a whole number, not ${text}`);
  return number;
}

function fail(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(2);
}
