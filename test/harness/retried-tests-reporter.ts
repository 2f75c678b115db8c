import { appendFileSync } from 'node:fs';
import type { TestCase } from 'vitest/node';

/** What the reporter needs of a test. */
export interface ReportedTest {
  readonly fullName: string;
  readonly module: Pick<TestCase['module'], 'relativeModuleId'>;
  readonly project: Pick<TestCase['project'], 'name'>;
  diagnostic(): { readonly flaky: boolean; readonly retryCount: number } | undefined;
}

/**
 * Lists the tests that failed first and passed on a retry: a green run hides them, and each is a bug of the test or of
 * the product. Appends the list to the file that GITHUB_STEP_SUMMARY names, where it is set.
 */
export class RetriedTestsReporter {
  readonly #print: (text: string) => void;
  readonly #retried: string[] = [];

  /** Vitest gives every reporter the options of its configuration, here none. */
  constructor({ print = console.log }: { readonly print?: (text: string) => void } = {}) {
    this.#print = print;
  }

  onTestCaseResult(test: ReportedTest): void {
    const { flaky = false, retryCount = 0 } = test.diagnostic() ?? {};
    if (!flaky) return;
    const { fullName, module, project } = test;
    this.#retried.push(`${project.name} ${module.relativeModuleId} > ${fullName} (retry ${retryCount})`);
  }

  onTestRunEnd(): void {
    const retried = this.#retried.splice(0);
    if (retried.length === 0) return;
    const title = `Passed only on a retry: ${retried.length}`;
    this.#print(`\n${title}\n${retried.map((line) => `  ${line}\n`).join('')}`);
    const { GITHUB_STEP_SUMMARY: summary } = process.env;
    if (!summary) return;
    appendFileSync(summary, `### ${title}\n\n${retried.map((line) => `- \`${line}\`\n`).join('')}\n`);
  }
}

export default RetriedTestsReporter;
