import { slices } from './slices.ts';

const name = process.env.MUTATION_SLICE ?? 'reader';
const slice = slices[name];
if (slice === undefined) throw new TypeError(`there is no slice called ${name}`);

/** Of the slice that MUTATION_SLICE names; `npm run mutation` runs one after the other. */
export default {
  plugins: ['./test/mutation/in-process-runner.ts'],
  testRunner: 'in-process',
  // The corpus is the same for both apps, and for who examines it: what one of them does not notice, the other
  // does not either.
  inProcess: { tests: slice.tests, without: [': at trakstar', '> finds in '] },
  mutate: slice.mutate,
  coverageAnalysis: 'perTest',
  reporters: ['progress-append-only', 'json'],
  jsonReporter: { fileName: `.stryker/${name}.json` },
  tempDirName: '.stryker/sandboxes',
  // A loop without end is found by its count of turns; the clock only tells a machine that hangs.
  timeoutMS: 60_000,
  maxTestRunnerReuse: 150,
  warnings: { unknownOptions: false },
};
