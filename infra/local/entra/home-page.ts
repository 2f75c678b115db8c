import { html } from 'hono/html';
import { type Directory, directories } from './directory.ts';
import type { DirectorySession } from './directory-session.ts';
import { entraPage, type Html } from './page.ts';

/** The front door: the directories, who is signed in to each, and where to go. */
export function homePage(sessionOf: (directory: Directory) => DirectorySession | undefined): Html {
  return entraPage({
    title: 'Directories',
    width: 'wide',
    body: html`<h1>Directories</h1>
<p class="lead">Two customers, each with its own directory, people and applications. My Apps is where people
start; the admin center is where their admin sets up and tests single sign-on.</p>
<ul class="tiles">
${directories.map((directory) => {
  const session = sessionOf(directory);
  return html`<li class="card">
  <h2>${directory.displayName}</h2>
  <p><small>${directory.domain}</small><br><code>${directory.id}</code></p>
  ${
    session === undefined
      ? html`<p>Nobody is signed in.</p>`
      : html`<p>Signed in: <strong>${session.person.displayName}</strong></p>`
  }
  <div class="actions">
    <a class="button" href="/myapps/${directory.id}">My Apps</a>
    <a class="button quiet" href="/portal#${directory.tenant}">Admin center</a>
    ${session === undefined ? '' : signOutForm(directory)}
  </div>
</li>`;
})}
</ul>`,
  });
}

/** A button that ends the session of one directory, and no application's. */
export function signOutForm(directory: Directory): Html {
  return html`<form method="post" action="/${directory.id}/sign-out">
  <button class="quiet" type="submit">Sign out of ${directory.displayName}</button>
</form>`;
}
