import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import type { AadstsError } from './aadsts.ts';
import type { PageParts } from './page.ts';
import { entraTimestamp } from './response-writer.ts';

/** Entra's own error page: most failures end here and never reach the application. */
export function errorPage(error: AadstsError, now: Date): PageParts {
  return {
    title: 'Sign in to your account',
    body: html`<section class="card">
  <p class="brand">Sign in</p>
  <h1>Sorry, but we’re having trouble signing you in.</h1>
  <p class="problem">${error.message}</p>
  ${
    error.otherAccountUrl === undefined
      ? ''
      : html`<p class="actions"><a class="button" href="${error.otherAccountUrl}">Sign in with a different account</a></p>`
  }
  <h2>Troubleshooting details</h2>
  <dl class="facts">
    <dt>Error Code</dt><dd>${error.code}</dd>
    <dt>Request Id</dt><dd>${randomUUID()}</dd>
    <dt>Correlation Id</dt><dd>${randomUUID()}</dd>
    <dt>Timestamp</dt><dd>${entraTimestamp(now)}</dd>
  </dl>
</section>`,
  };
}

/** For a path that the simulation does not have. */
export function notFoundPage(): PageParts {
  return {
    title: 'Not found',
    body: html`<section class="card">
  <h1>There is nothing here</h1>
  <p>The simulation has the pages that a sign-in needs, and no others.</p>
  <p class="actions"><a class="button" href="/">Go to the directories</a></p>
</section>`,
  };
}
