import { html } from 'hono/html';
import { type Directory, directories } from './directory.ts';
import type { EnterpriseApplication } from './enterprise-application.ts';
import type { Html, PageParts } from './page.ts';
import type { Person } from './person.ts';

/** My Apps before one said where one belongs. */
export function directoryChoicePage(): PageParts {
  return {
    title: 'My Apps',
    body: html`<section class="card">
  <p class="brand">My Apps</p>
  <h1>Where do you work?</h1>
  <ul class="choices">
  ${directories.map(
    ({ displayName, domain, id }) =>
      html`<li><a href="/myapps/${id}"><strong>${displayName}</strong> <small>${domain}</small></a></li>`,
  )}
  </ul>
</section>`,
  };
}

/** An application of the directory, and whether it is assigned to the person. */
export interface MyApp {
  readonly application: EnterpriseApplication;
  readonly isAssigned: boolean;
}

/** My Apps of a person: a tile for each application, to open in either mode. */
export function myAppsPage(directory: Directory, person: Person, apps: readonly MyApp[]): PageParts {
  return {
    title: 'My Apps',
    width: 'wide',
    body: html`<h1>My Apps</h1>
<p>${directory.displayName} · <strong>${person.displayName}</strong> <small>${person.userPrincipalName}</small></p>
<p class="session"><a href="/myapps/${directory.id}?prompt=select_account">Sign in with another account</a>
<a href="/${directory.id}/oauth2/v2.0/logout">Sign out</a></p>
${
  apps.every(({ isAssigned }) => isAssigned)
    ? ''
    : html`<p class="note">Entra would show no tile of an application that is not assigned to ${person.displayName}. Those
are here to see how it turns people away.</p>`
}
${
  apps.length === 0
    ? html`<p>${directory.displayName} has no applications yet. Its admin creates one in the
<a href="/portal/gallery/${directory.id}">admin center</a>.</p>`
    : html`<ul class="tiles">
${apps.map((app) => tile(directory, app))}
</ul>`
}`,
  };
}

function tile(directory: Directory, { application, isAssigned }: MyApp): Html {
  const { displayName, applicationId, basicSaml } = application;
  const relayState = basicSaml.relayState === '' ? 'none' : basicSaml.relayState;
  return html`<li class="card tile">
  <span class="logo logo-${application.app}" aria-hidden="true">${displayName.slice(0, 2)}</span>
  <h2>${displayName}</h2>
  ${isAssigned ? '' : html`<p>Not assigned.</p>`}
  <div class="actions">
    ${basicSaml.signOnUrl === '' ? '' : html`<a class="button" href="${basicSaml.signOnUrl}">Open ${displayName} in SP mode</a>`}
    ${basicSaml.replyUrl === '' ? html`<p>Its Reply URL is not entered yet.</p>` : html`<a class="button quiet" href="/myapps/${directory.id}/launch/${applicationId}">Open ${displayName} in IdP mode</a>`}
  </div>
  <p><small>SP mode opens the Sign on URL, as a tile does where the admin entered one. IdP mode posts a
  response that nobody asked for; Relay State: ${relayState}.</small></p>
</li>`;
}
