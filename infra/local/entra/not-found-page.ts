import { html } from 'hono/html';
import { entraPage, type Html } from './page.ts';

/** For a path that the simulation does not have. */
export function notFoundPage(): Html {
  return entraPage({
    title: 'Not found',
    body: html`<section class="card">
  <h1>There is nothing here</h1>
  <p>The simulation has the pages that a sign-in needs, and no others.</p>
  <p class="actions"><a class="button" href="/">Go to the directories</a></p>
</section>`,
  });
}
