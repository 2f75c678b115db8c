import type { Markup } from '../../shared/pages/markup.ts';
import { testResultMarkup } from '../../shared/pages/setup/test-result-markup.ts';
import type { ConnectionDraft } from '../../shared/tenants/draft/connection-draft.ts';
import { readTestResult } from '../../shared/tenants/draft/test-result.ts';
import type { SetupPageSession } from './session.ts';

/** What the last test of a draft saw; undefined where there was none. */
export function testResult(
  { request }: SetupPageSession,
  { test, revision }: ConnectionDraft,
): Markup | undefined {
  if (test === undefined) return undefined;
  const { outcome, at, summary } = test;
  const outdated = test.revision !== revision;
  return testResultMarkup({ outcome, at, outdated, result: readTestResult(summary) }, request.language);
}
