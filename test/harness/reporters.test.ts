import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isLogLine } from './log-lines.ts';
import { type ReportedTest, RetriedTestsReporter } from './retried-tests-reporter.ts';
import { StrayOutputReporter } from './stray-output-reporter.ts';

describe('stray output', () => {
  const exitCode = process.exitCode;
  afterEach(() => {
    process.exitCode = exitCode;
  });

  /** A run of vitest, and what it printed. */
  function watchedRun() {
    const printed: (string | Uint8Array)[] = [];
    const stream = () => ({ write: (chunk: string | Uint8Array) => printed.push(chunk) > 0 });
    const logger = {
      outputStream: stream(),
      errorStream: stream(),
      error: (...lines: readonly string[]) => void printed.push(lines.join('\n')),
    };
    const reporter = new StrayOutputReporter();
    reporter.onInit({ logger });
    return { reporter, printed, ...logger };
  }

  it('of a worker fails the run and is shown at its end', () => {
    const { reporter, printed, errorStream } = watchedRun();
    errorStream.write(Buffer.from('(node:1) Warning: something\n'));
    expect(printed).toEqual([]);
    reporter.onTestRunEnd();
    expect(printed.join('')).toContain('a worker: (node:1) Warning: something');
    expect(process.exitCode).toBe(1);
  });

  it('on the console fails the run', () => {
    const { reporter, printed } = watchedRun();
    reporter.onUserConsoleLog({ type: 'stdout', content: 'here\n' });
    reporter.onTestRunEnd();
    expect(printed.join('')).toContain('console, stdout: here');
    expect(process.exitCode).toBe(1);
  });

  it("is nothing of vitest's own", () => {
    const { reporter, printed, outputStream } = watchedRun();
    outputStream.write(' ✓ a test\n');
    reporter.onTestRunEnd();
    expect(printed).toEqual([' ✓ a test\n']);
    expect(process.exitCode).toBe(exitCode);
  });
});

it.each<[string, boolean]>([
  ['{"level":"WARN","message":"request.refused"}\n', true],
  ['{"_aws":{"Timestamp":1},"Faults":1}\n', true],
  ['{"level":"WARN"}\n{"_aws":{}}\n', true],
  ['{"level":"WARN"}\n(node:1) Warning\n', false],
  ['Latchkey is ready\n', false],
  ['\n', false],
])('takes %j for lines of the log: %s', (text, expected) => {
  expect(isLogLine(text)).toBe(expected);
});

describe('tests that passed on a retry', () => {
  const test = (fullName: string, flaky: boolean): ReportedTest => ({
    fullName,
    module: { relativeModuleId: 'test/a.test.ts' },
    project: { name: 'unit' },
    diagnostic: () => ({ flaky, retryCount: flaky ? 1 : 0 }),
  });

  it('are printed and written into the summary of the step', () => {
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-retried-'));
    const summary = join(folder, 'summary.md');
    vi.stubEnv('GITHUB_STEP_SUMMARY', summary);
    let printed = '';
    const reporter = new RetriedTestsReporter({
      print: (text) => {
        printed += text;
      },
    });
    reporter.onTestCaseResult(test('is steady', false));
    reporter.onTestCaseResult(test('is flaky', true));
    reporter.onTestRunEnd();
    vi.unstubAllEnvs();

    expect(printed).toContain('Passed only on a retry: 1\n  unit test/a.test.ts > is flaky (retry 1)');
    expect(printed).not.toContain('is steady');
    expect(readFileSync(summary, 'utf8')).toContain('- `unit test/a.test.ts > is flaky (retry 1)`');
    rmSync(folder, { recursive: true });
  });

  it('are not mentioned where there are none', () => {
    let printed = '';
    const reporter = new RetriedTestsReporter({
      print: (text) => {
        printed += text;
      },
    });
    reporter.onTestCaseResult(test('is steady', false));
    reporter.onTestRunEnd();
    expect(printed).toBe('');
  });
});
