import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { slices } from './slices.ts';
import { type Survivor, survivors } from './survivors.ts';

/** What Stryker's report says of one mutant. */
interface Mutant {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
  readonly location: { readonly start: { readonly line: number } };
}

interface Report {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

/** Less than this share killed, survivors explained or not, ends in exit code 1. */
const leastKilledPercent = 95;

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  /** How many mutants are tried at a time. */
  options: { workers: { type: 'string', default: '2' } },
});
const names = wanted.length === 0 ? Object.keys(slices) : wanted;
let allKilled = 0;
let all = 0;
let unexplained = 0;
for (const name of names) {
  execFileSync('stryker', ['run', 'test/mutation/stryker.config.mjs', '--concurrency', values.workers], {
    env: { ...process.env, MUTATION_SLICE: name },
    stdio: 'inherit',
  });
  const report = JSON.parse(readFileSync(`.stryker/${name}.json`, 'utf8')) as Report;
  for (const [file, { source, mutants }] of Object.entries(report.files)) tell(file, source, mutants);
}
const percent = (100 * allKilled) / all;
print(`${allKilled} of ${all} mutants killed: ${percent.toFixed(1)} %, ${unexplained} not explained`);
process.exitCode = percent < leastKilledPercent || unexplained > 0 ? 1 : 0;

function tell(file: string, source: string, mutants: readonly Mutant[]): void {
  const counted = mutants.filter(({ status }) => !['Ignored', 'CompileError'].includes(status));
  const alive = counted.filter(({ status }) => ['Survived', 'NoCoverage', 'RuntimeError'].includes(status));
  all += counted.length;
  allKilled += counted.length - alive.length;
  print(`${file}: ${counted.length - alive.length} of ${counted.length}`);
  const lines = source.split('\n');
  for (const { location, mutatorName, replacement = '', status } of alive) {
    const code = (lines[location.start.line - 1] ?? '').trim();
    if (isExplained({ file, code, replacement })) continue;
    unexplained += 1;
    print(`  ${location.start.line} ${status} ${mutatorName}: ${code}  =>  ${replacement}`);
  }
}

function isExplained(mutant: Omit<Survivor, 'because'>): boolean {
  return survivors.some(
    ({ file, code, replacement }) =>
      mutant.file === file && mutant.code.includes(code) && mutant.replacement === replacement,
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
