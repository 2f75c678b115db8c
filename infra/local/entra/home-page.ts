import { html } from 'hono/html';
import { type Directory, directories } from './directory.ts';
import type { AccountSession } from './directory-session.ts';
import { namesOf, type PageParts } from './page.ts';

/** The front door: the directories, who is signed in to each, and where to go. */
export function homePage(sessionsOf: (directory: Directory) => readonly AccountSession[]): PageParts {
  return {
    title: 'Directories',
    width: 'wide',
    body: html`<h1>Directories</h1>
<p class="lead">Three customers, each with its own directory and people. Acme and Globex have their applications; Hooli begins without.
My Apps is where people start; the admin center is where their admin sets up and tests single sign-on.</p>
<ul class="tiles">
${directories.map((directory) => {
  const people = sessionsOf(directory).map(({ person }) => person);
  return html`<li class="card">
  <h2>${directory.displayName}</h2>
  <p><small>${directory.domain}</small><br><code>${directory.id}</code></p>
  ${
    people.length === 0
      ? html`<p>Nobody is signed in.</p>`
      : html`<p>Signed in: <strong>${namesOf(people)}</strong></p>`
  }
  <div class="actions">
    <a class="button" href="/myapps/${directory.id}">My Apps</a>
    <a class="button quiet" href="/portal#${directory.tenant}">Admin center</a>
  </div>
</li>`;
})}
</ul>`,
  };
}
