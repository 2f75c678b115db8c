import { html } from 'hono/html';
import { defaultLanguage, type Language } from '../../../../shared/http/language.ts';
import type { Markup } from '../../../../shared/pages/markup.ts';
import { remedyText } from '../../../../shared/pages/text/remedy.ts';
import { setupTextsOf } from '../../../../shared/pages/text/setup-texts.ts';
import { utcTime } from '../../../../shared/pages/utc-time.ts';
import { allProblems, type ProblemCode } from '../../../../shared/problems/problem.ts';
import type { ConnectionDraft } from '../../../../shared/tenants/draft/connection-draft.ts';
import {
  readTestResult,
  type TestedCheck,
  type TestResult,
} from '../../../../shared/tenants/draft/test-result.ts';

/** The problem of a message in which the directory itself reports an error. */
const directoryError: ProblemCode = 'status-not-success';

/**
 * Returns what the last test of a draft found: first what to fix, then what arrived, then every check, folded. Empty
 * without a test. It names people and values, so only the tenant's own administrator may see it.
 */
export function testResultMarkup({ test, revision }: ConnectionDraft, language: Language): Markup | '' {
  if (test === undefined) return '';
  const { outcome, at } = test;
  const texts = textsIn(language);
  // Undefined if another release wrote the summary.
  const result = readTestResult(test.summary);
  return html`<section class="test ${outcome}" aria-labelledby="test-result">
<h2 id="test-result">${outcome === 'passed' ? texts.passed : texts.failed}</h2>
${test.revision === revision ? '' : html`<p>${texts.outdated}</p>`}
${result === undefined ? '' : toFix(result, language)}
${result === undefined ? '' : whatArrived(result, language)}
${result === undefined ? '' : everyCheck(result, language)}
<dl class="facts trace">
<div><dt>${texts.testedAt}</dt><dd>${utcTime(at, language)}</dd></div>
${result === undefined ? '' : html`<div><dt>${texts.begun}</dt><dd>${result.launch === 'page' ? texts.begunHere : texts.begunThere}</dd></div>`}
</dl>
</section>`;
}

const textsIn = (language: Language) => setupTextsOf(language).testResult;

function toFix({ checks }: TestResult, language: Language): Markup | '' {
  const failed = checks.filter(({ outcome }) => outcome === 'failed');
  if (failed.length === 0) return '';
  return html`<h3>${textsIn(language).whatToFix}</h3>
<ol class="fixes">
${failed.map((check) => fix(check, language))}
</ol>`;
}

function fix({ name, problem }: TestedCheck, language: Language): Markup {
  const texts = textsIn(language);
  const remedy = problem === undefined ? undefined : remedyOf(problem.code, language);
  const received = problem?.code === directoryError ? texts.directorySays : texts.received;
  return html`<li><p><strong>${texts.outcomes.failed}: ${texts.checks[name] ?? name}</strong></p>
${remedy === undefined ? '' : html`<p>${remedy}</p>`}
<dl>
${fact(texts.expected, problem?.expected, language)}
${fact(received, problem?.actual, language)}
</dl></li>`;
}

/** Returns what to do about a problem; undefined for a code of another release. */
function remedyOf(code: string, language: Language): string | undefined {
  if (code === directoryError) return textsIn(language).directoryFailed;
  if (!Object.hasOwn(allProblems(), code)) return undefined;
  return remedyText(code as ProblemCode, language);
}

/** The values come from the log, which is in English. */
function fact(term: string, value: string | undefined, language: Language): Markup | '' {
  if (value === undefined) return '';
  return html`<dt>${term}</dt><dd><code${language === defaultLanguage ? '' : html` lang="en"`}>${value}</code></dd>`;
}

function whatArrived(result: TestResult, language: Language): Markup | '' {
  const texts = textsIn(language);
  const { nameId, claims, user, checks } = result;
  // The message holds only the directory's error, which is shown above.
  if (checks.some(({ problem }) => problem?.code === directoryError)) return '';
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
${howSignedIn(result, language)}
${applicationClaims(result, language)}
${claimList(result, language)}`;
}

/** When and how the person signed in to the directory: what decides where several factors are required. */
function howSignedIn({ authentication }: TestResult, language: Language): Markup | '' {
  if (authentication === undefined) return '';
  const { authenticatedAt, acr, amr } = authentication;
  const texts = textsIn(language);
  const factors = amr.includes('mfa') ? texts.severalFactors.stated : texts.severalFactors.missing;
  return html`<h3>${texts.authentication}</h3>
<dl>
<dt>${texts.authenticatedAt}</dt><dd>${utcTime(new Date(authenticatedAt), language)}</dd>
<dt>${texts.authnContext}</dt><dd>${acr === undefined ? texts.notStated : html`<code>${acr}</code>`}</dd>
<dt>${texts.methods}</dt><dd>${amr.length === 0 ? '' : html`<code>${amr.join(', ')}</code>: `}${factors}</dd>
</dl>`;
}

/** What the application gets to know: under its own names. Empty where it asks for nothing. */
function applicationClaims({ application = [] }: TestResult, language: Language): Markup | '' {
  if (application.length === 0) return '';
  return html`<h3>${textsIn(language).application}</h3>
<dl>
${application.map(({ name, value }) => html`<dt><code>${name}</code></dt><dd><bdi>${value}</bdi></dd>`)}
</dl>`;
}

function claimList({ claims, claimsLeftOut }: TestResult, language: Language): Markup {
  const texts = textsIn(language);
  return html`<details>
<summary>${texts.claims(claims.length + claimsLeftOut)}</summary>
<dl>
${claims.map(({ name, value }) => html`<dt><code>${name}</code></dt><dd><bdi>${value}</bdi></dd>`)}
</dl>
${claimsLeftOut === 0 ? '' : html`<p class="help">${texts.claimsLeftOut(claimsLeftOut)}</p>`}
</details>`;
}

function everyCheck({ checks }: TestResult, language: Language): Markup {
  const texts = textsIn(language);
  const passed = checks.filter(({ outcome }) => outcome === 'passed').length;
  return html`<details>
<summary>${texts.allChecks(passed, checks.length)}</summary>
<ul class="checks">
${checks.map(({ name, outcome }) => html`<li class="${outcome}"><span class="outcome">${texts.outcomes[outcome]}</span> ${texts.checks[name] ?? name}</li>`)}
</ul>
</details>`;
}
