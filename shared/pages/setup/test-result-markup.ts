import { html } from 'hono/html';
import { defaultLanguage, type Language } from '../../http/language.ts';
import { allProblems, type ProblemCode } from '../../problems/problem.ts';
import type { TestedCheck, TestResult } from '../../tenants/draft/test-result.ts';
import type { Markup } from '../markup.ts';
import { testTextsOf } from '../text/test-sign-in-texts.ts';
import { textsOf } from '../text/texts.ts';
import { utcTime } from '../utc-time.ts';

/** The last test of a draft, as the page shows it. */
export interface ShownTest {
  readonly outcome: 'passed' | 'failed';
  readonly at: Date;
  /** Undefined where this release cannot read what was kept. */
  readonly result: TestResult | undefined;
  /** Whether the draft has changed since, so that the result says nothing of it any more. */
  readonly outdated: boolean;
}

/** Where the directory itself ended the sign-in. */
const failedThere: ProblemCode = 'status-not-success';

/**
 * What a test sign-in found: first what to fix, then what arrived, then every check, folded. A part of a page of the
 * tenant's own administrator: it names people and values.
 */
export function testResultMarkup(test: ShownTest, language: Language): Markup {
  const { outcome, at, result, outdated } = test;
  const texts = testTextsOf(language);
  return html`<section class="test ${outcome}" aria-labelledby="test-result">
<h2 id="test-result">${outcome === 'passed' ? texts.passed : texts.failed}</h2>
${outdated ? html`<p>${texts.outdated}</p>` : ''}
${result === undefined ? '' : toFix(result, language)}
${result === undefined ? '' : whatArrived(result, language)}
${result === undefined ? '' : everyCheck(result, language)}
<dl class="facts trace">
<div><dt>${texts.testedAt}</dt><dd>${utcTime(at, language)}</dd></div>
${result === undefined ? '' : html`<div><dt>${texts.begun}</dt><dd>${result.launch === 'page' ? texts.begunHere : texts.begunThere}</dd></div>`}
</dl>
</section>`;
}

function toFix({ checks }: TestResult, language: Language): Markup | '' {
  const failed = checks.filter(({ outcome }) => outcome === 'failed');
  if (failed.length === 0) return '';
  return html`<h3>${testTextsOf(language).whatToFix}</h3>
<ol class="fixes">
${failed.map((check) => fix(check, language))}
</ol>`;
}

function fix({ name, problem }: TestedCheck, language: Language): Markup {
  const texts = testTextsOf(language);
  const remedy = problem === undefined ? undefined : remedyOf(problem.code, language);
  const received = problem?.code === failedThere ? texts.directorySays : texts.received;
  return html`<li><p><strong>${texts.outcomes.failed}: ${texts.checks[name] ?? name}</strong></p>
${remedy === undefined ? '' : html`<p>${remedy}</p>`}
<dl>
${fact(texts.expected, problem?.expected, language)}
${fact(received, problem?.actual, language)}
</dl></li>`;
}

/** Returns what to do about a problem; undefined for a code of another release. */
function remedyOf(code: string, language: Language): string | undefined {
  if (code === failedThere) return testTextsOf(language).directoryFailed;
  if (!Object.hasOwn(allProblems(), code)) return undefined;
  return textsOf(language).problem(code as ProblemCode).remedy;
}

/** As on the page of a problem: in the log's words, which are English. */
function fact(term: string, value: string | undefined, language: Language): Markup | '' {
  if (value === undefined) return '';
  return html`<dt>${term}</dt><dd><code${language === defaultLanguage ? '' : html` lang="en"`}>${value}</code></dd>`;
}

function whatArrived(result: TestResult, language: Language): Markup | '' {
  const texts = testTextsOf(language);
  const { nameId, claims, user, checks } = result;
  // Nothing but the directory's own words, which stand above.
  if (checks.some(({ problem }) => problem?.code === failedThere)) return '';
  if (nameId === undefined && claims.length === 0) {
    const isOpened = checks.some(({ name, outcome }) => name === 'decryption' && outcome === 'passed');
    return html`<h3>${texts.whatArrived}</h3>
<p>${isOpened ? texts.nothingDisclosed : texts.nothingArrived}</p>`;
  }
  const status = user && (texts.accountStatuses[user.standing] ?? texts.otherwise);
  return html`<h3>${texts.whatArrived}</h3>
<dl>
${nameId === undefined ? '' : html`<dt>${texts.nameId}</dt><dd><bdi>${nameId}</bdi></dd>`}
${user === undefined ? '' : html`<dt>${texts.user}</dt><dd>${status?.(user.signInName ?? nameId ?? '')}</dd>`}
</dl>
${claimList(result, language)}`;
}

function claimList({ claims, claimsLeftOut }: TestResult, language: Language): Markup {
  const texts = testTextsOf(language);
  return html`<details>
<summary>${texts.claims(claims.length + claimsLeftOut)}</summary>
<dl>
${claims.map(({ name, value }) => html`<dt><code>${name}</code></dt><dd><bdi>${value}</bdi></dd>`)}
</dl>
${claimsLeftOut === 0 ? '' : html`<p class="help">${texts.claimsLeftOut(claimsLeftOut)}</p>`}
</details>`;
}

function everyCheck({ checks }: TestResult, language: Language): Markup {
  const texts = testTextsOf(language);
  const passed = checks.filter(({ outcome }) => outcome === 'passed').length;
  return html`<details>
<summary>${texts.allChecks(passed, checks.length)}</summary>
<ul class="checks">
${checks.map(({ name, outcome }) => html`<li class="${outcome}"><span class="outcome">${texts.outcomes[outcome]}</span> ${texts.checks[name] ?? name}</li>`)}
</ul>
</details>`;
}
