import { html } from 'hono/html';
import type { Fixer, Problem } from '../saml/inbound/problem.ts';
import type { Markup } from './markup.ts';
import { document } from './page.ts';
import { utcTime } from './utc-time.ts';

/** What the page of a problem shows. */
export interface ProblemView {
  readonly problem: Problem;
  readonly reference: string;
  readonly at: Date;
  readonly appName?: string;
  /** A URL that we built. */
  readonly tryAgainHref?: string;
}

/**
 * The page of a refusal: one plain sentence, the way on, reference and time. Only where the tenant's own
 * directory had signed the message does it go on to say who has to change what (design decision 8). Where an
 * unauthenticated sender gets 404, the page is the same but for reference and time whatever it is told here:
 * not even the app's name or a link may tell one such refusal from another.
 */
export function problemPage({ problem, reference, at, appName, tryAgainHref }: ProblemView): string {
  const { kind, authenticated } = problem;
  const tellsNothing = kind.status === 404 && !authenticated;
  // Done before, and well: the running session takes whoever goes on straight in.
  const isDone = kind.status === 409;
  const name = tellsNothing ? undefined : appName;
  const href = tellsNothing ? undefined : tryAgainHref;
  return document({
    title: 'We could not sign you in',
    appName: name,
    tone: 'alert',
    main: html`<h1>${kind.sentence}</h1>
${authenticated && !isDone ? html`<p>${whoCanFixIt(kind.fixedBy, name)}</p>` : ''}
${href === undefined ? '' : html`<p class="actions"><a class="button" href="${href}">${isDone ? 'Continue' : 'Try again'}</a></p>`}
${authenticated ? forTheAdministrator(problem) : ''}
<dl class="facts trace">
<div><dt>Reference</dt><dd class="reference">${reference}</dd></div>
<div><dt>Time</dt><dd>${utcTime(at)}</dd></div>
</dl>
<p class="help">If you ask for help, mention this reference.</p>`,
  });
}

function whoCanFixIt(fixer: Fixer, appName = 'this application'): string {
  switch (fixer) {
    case 'person':
      return 'You can put this right yourself: sign in again.';
    case 'customer-admin':
      return 'Your IT administrator can put this right. Show them this page: the details below say what to change.';
    case 'operator':
      return `The people who run ${appName} can put this right. Give them the reference below.`;
    case 'sender':
      return 'Sign in again. If it happens each time, show this page to your IT administrator.';
  }
}

function forTheAdministrator({ code, kind, expected, actual }: Problem): Markup {
  return html`<details>
<summary>For your IT administrator</summary>
<dl>
${fact('Expected', expected)}
${fact('Received', actual)}
<dt>What to do</dt><dd>${kind.remedy}</dd>
<dt>Problem</dt><dd><code>${code}</code></dd>
<dt>Rule</dt><dd>${kind.specification}</dd>
</dl>
</details>`;
}

function fact(term: string, value: string | undefined): Markup | '' {
  return value === undefined ? '' : html`<dt>${term}</dt><dd><code>${value}</code></dd>`;
}
