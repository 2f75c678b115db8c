import type { Markup } from '../../shared/http/markup.ts';
import { testResultMarkup } from '../../shared/http/setup/test-result-markup.ts';
import type { ConnectionDraft } from '../../shared/tenants/draft.ts';
import { readTestResult } from '../../shared/tenants/test-result.ts';
import type { SetupVisit } from './visit.ts';

/** What the last test of a draft saw; undefined where there was none. */
export function testResult({ request }: SetupVisit, { test, revision }: ConnectionDraft): Markup | undefined {
  if (test === undefined) return undefined;
  const { outcome, at, summary } = test;
  const outdated = test.revision !== revision;
  return testResultMarkup({ outcome, at, outdated, result: readTestResult(summary) }, request.language);
}
