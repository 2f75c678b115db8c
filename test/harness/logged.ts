import { afterAll, beforeAll, beforeEach, vi } from 'vitest';

/** One line of the log. */
export type LogLine = Readonly<Record<string, unknown>>;

/** What a test's requests have logged. */
export interface Logged {
  /** Every line since the test began. */
  lines(): readonly LogLine[];
  /** The last decision, accepted or refused. */
  decision(): LogLine;
  /** Everything as it was written. */
  text(): string;
}

/** Keeps what is logged, test by test, instead of printing it. */
export function useLog(): Logged {
  let written: string[] = [];
  beforeAll(() => {
    vi.spyOn(process.stdout, 'write').mockImplementation((line) => written.push(String(line)) > 0);
  });
  beforeEach(() => {
    written = [];
  });
  afterAll(() => {
    vi.restoreAllMocks();
  });
  const lines = () => written.map((line): LogLine => JSON.parse(line));
  return {
    lines,
    decision: () => lines().findLast(({ event }) => /^(?:sign-in|request)\./.test(String(event))) ?? {},
    text: () => written.join(''),
  };
}
