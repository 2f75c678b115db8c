import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { type Alive, readScores } from './report.ts';
import { slices } from './slices.ts';
import type { Survivor } from './survivors/survivor.ts';
import { survivors } from './survivors.ts';

/** Less than this share killed, survivors explained or not, ends in exit code 1. */
const leastKilledPercent = 95;

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    /** How many mutants are tried at a time. */
    workers: { type: 'string', default: '2' },
  },
});
const names = wanted.length === 0 ? Object.keys(slices) : wanted;
let allKilled = 0;
let all = 0;
let unexplained = 0;
for (const name of names) {
  execFileSync('stryker', ['run', 'test/mutation/stryker.config.mjs', '--concurrency', values.workers], {
    // Every case: a mutant that only some case notices is no survivor.
    env: { ...process.env, MUTATION_SLICE: name, LATCHKEY_TEST_TIER: 'verify' },
    stdio: 'inherit',
  });
  for (const { file, all: count, alive } of readScores(`.stryker/${name}.json`)) {
    all += count;
    allKilled += count - alive.length;
    print(`${file}: ${count - alive.length} of ${count}`);
    const open = alive.filter((mutant) => !survivors.some((known) => isSame(known, mutant)));
    unexplained += open.length;
    tell('survived', open);
    // Told and no more: a machine that is slow kills one now and then.
    tell(
      'explained, but killed',
      survivors.filter((known) => known.file === file && !alive.some((mutant) => isSame(known, mutant))),
    );
  }
}
const percent = (100 * allKilled) / all;
print(`${allKilled} of ${all} mutants killed: ${percent.toFixed(1)} %, ${unexplained} not explained`);
process.exitCode = percent < leastKilledPercent || unexplained > 0 ? 1 : 0;

function tell(what: string, mutants: readonly (Pick<Alive, 'line' | 'mutant'> & Partial<Alive>)[]): void {
  for (const { lineNumber = '', line, mutant } of mutants) {
    print(`  ${lineNumber} ${what}: ${mutant}\n      in ${line.trim()}`);
  }
}

function isSame(known: Survivor, { file, line, mutant }: Alive): boolean {
  return known.file === file && line.includes(known.line) && known.mutant === mutant;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
