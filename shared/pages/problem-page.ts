import { html } from 'hono/html';
import { visibleText } from '../apps/visible-text.ts';
import { defaultLanguage, type Language } from '../http/language.ts';
import type { Problem } from '../problems/problem.ts';
import { document, type PageApp } from './layout.ts';
import type { Markup } from './markup.ts';
import { linkAction } from './message-page.ts';
import { remedyText } from './text/remedy.ts';
import { textsOf } from './text/texts.ts';
import { utcTime } from './utc-time.ts';

/** Something that happened before a problem, and when. */
export interface ProblemMoment {
  readonly event: 'link-expired' | 'link-revoked';
  readonly at: Date;
}

/** What the page of a problem shows. */
export interface ProblemView {
  readonly problem: Problem;
  readonly reference: string;
  readonly at: Date;
  /** The app of the request's address. */
  readonly app?: PageApp;
  /** A URL that we built. */
  readonly tryAgainHref?: string;
  /** A URL that we built. It starts a sign-in for which the directory asks who the person is. */
  readonly anotherAccountHref?: string;
  /** A URL that we built: the way back, if there is nothing to try again. */
  readonly backHref?: string | undefined;
  readonly moment?: ProblemMoment;
  /** The path that the sign-out button posts to. Default: no such button. */
  readonly signOutAction?: string;
}

/**
 * Returns the page of a refusal: one plain sentence, a link to go on, reference and time. It says who has to change what
 * only if a key of the tenant's directory signed the message (decision 0010-details-when-authenticated). The pages of an
 * unauthenticated 404 at one address differ in reference and time alone: no link may tell two of them apart. The app is
 * that of the address, whose host and path are public.
 */
export function problemPage(view: ProblemView, language: Language): string {
  const { problem, reference, at, app, moment } = view;
  const texts = textsOf(language).problemPage;
  const { kind, authenticated } = problem;
  const tellsNothing = kind.status === 404 && !authenticated;
  // 409: the sign-in already succeeded. Continuing leads into the running session.
  const isDone = kind.status === 409;
  const name = app?.displayName;
  return document({
    language,
    title: problem.code.startsWith('setup-') ? texts.setupTitle : texts.title,
    app,
    tone: 'alert',
    main: html`<h1>${sentenceOf(problem, language)}</h1>
${authenticated && !isDone ? html`<p>${texts.whoCanFixIt[kind.fixedBy](name)}</p>` : ''}
${waysOn(view, tellsNothing, language)}
${authenticated ? forTheAdministrator(problem, language, name) : ''}
<dl class="facts trace">
<div><dt>${texts.reference}</dt><dd class="reference">${reference}</dd></div>
<div><dt>${texts.time}</dt><dd>${utcTime(at, language)}</dd></div>
${moment === undefined ? '' : html`<div><dt>${texts.moments[moment.event]}</dt><dd>${utcTime(moment.at, language)}</dd></div>`}
</dl>
<p class="help">${texts.mention}</p>`,
  });
}

/** Returns the sentence; a person whom the directory has signed may read a plainer one. */
function sentenceOf({ code, authenticated }: Problem, language: Language): string {
  const { sentence, signedSentence = sentence } = textsOf(language).problem(code);
  return authenticated ? signedSentence : sentence;
}

/** Returns the links and buttons that lead on, the most likely one first. */
function waysOn(view: ProblemView, tellsNothing: boolean, language: Language): readonly Markup[] {
  const { problem, app, tryAgainHref, anotherAccountHref, backHref, signOutAction } = view;
  const { goOn, problemPage: texts } = textsOf(language);
  const isSetup = problem.code.startsWith('setup-');
  const isDone = problem.kind.status === 409 && !isSetup;
  const ways: Markup[] = [];
  if (tryAgainHref !== undefined && !tellsNothing) {
    ways.push(linkAction(tryAgainHref, isDone ? goOn : texts.tryAgain));
  }
  if (anotherAccountHref !== undefined && problem.authenticated) {
    ways.push(html`<p class="actions"><a class="button plain" href="${anotherAccountHref}">${texts.tryAnotherAccount}</a></p>
<p class="help">${texts.anotherAccountHelp}</p>`);
  }
  if (signOutAction !== undefined) ways.push(signOutForm(signOutAction, language));
  // Without an open set-up, its page would be this one again.
  const leadsBack = problem.code !== 'setup-not-open';
  if (ways.length === 0 && leadsBack && backHref !== undefined && app !== undefined) {
    const label = isSetup ? texts.backToSetup : texts.openApp(app.displayName);
    ways.push(html`<p class="actions"><a class="button plain" href="${backHref}">${label}</a></p>`);
  }
  return ways;
}

function signOutForm(action: string, language: Language): Markup {
  return html`<form method="post" action="${action}"><p class="actions"><button class="button" type="submit">${textsOf(language).signOut}</button></p></form>`;
}

function forTheAdministrator(problem: Problem, language: Language, appName?: string): Markup {
  const { code, kind, expected, actual } = problem;
  const { problemPage: texts, problem: textOf } = textsOf(language);
  const { rule = kind.specification } = textOf(code);
  return html`<details>
<summary>${texts.forTheAdministrator}</summary>
<dl>
${fact(texts.expected, expected, language)}
${fact(texts.received, actual, language)}
<dt>${texts.whatToDo}</dt><dd>${remedyText(code, language, appName)}</dd>
<dt>${texts.problem}</dt><dd><code>${code}</code></dd>
${rule === undefined ? '' : html`<dt>${texts.rule}</dt><dd>${rule}</dd>`}
</dl>
</details>`;
}

/**
 * Returns an expected or received value as the log has it, in English on every page. Invisible characters are written
 * out, because two values may differ only in them.
 */
function fact(term: string, value: string | undefined, language: Language): Markup | '' {
  if (value === undefined) return '';
  return html`<dt>${term}</dt><dd><code${language === defaultLanguage ? '' : html` lang="en"`}>${visibleText(value)}</code></dd>`;
}
