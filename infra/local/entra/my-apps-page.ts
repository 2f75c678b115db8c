import { html } from 'hono/html';
import { type Directory, directories } from './directory.ts';
import type { EnterpriseApplication } from './enterprise-application.ts';
import { signOutForm } from './home-page.ts';
import { entraPage, type Html } from './page.ts';
import type { Person } from './person.ts';

/** My Apps before one said where one belongs. */
export function directoryChoicePage(): Html {
  return entraPage({
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
  });
}

/** My Apps of a person: a tile for each application, to open in either mode. */
export function myAppsPage(
  directory: Directory,
  person: Person,
  applications: readonly EnterpriseApplication[],
): Html {
  return entraPage({
    title: 'My Apps',
    width: 'wide',
    body: html`<h1>My Apps</h1>
<div class="signed-in">
  <p>${directory.displayName} · <strong>${person.displayName}</strong> <small>${person.userPrincipalName}</small></p>
  ${signOutForm(directory)}
</div>
${
  person.assigned
    ? ''
    : html`<p class="note">No application is assigned to ${person.displayName}. Entra would show no tiles; these
are here to see how it turns people away.</p>`
}
<ul class="tiles">
${applications.map((application) => tile(directory, application))}
</ul>`,
  });
}

function tile(directory: Directory, application: EnterpriseApplication): Html {
  const { displayName, applicationId, basicSaml } = application;
  const relayState = basicSaml.relayState === '' ? 'none' : basicSaml.relayState;
  return html`<li class="card tile">
  <span class="logo logo-${application.app}" aria-hidden="true">${displayName.slice(0, 2)}</span>
  <h2>${displayName}</h2>
  <div class="actions">
    <a class="button" href="${basicSaml.signOnUrl}">Open ${displayName} in SP mode</a>
    <a class="button quiet" href="/myapps/${directory.id}/launch/${applicationId}">Open ${displayName} in IdP mode</a>
  </div>
  <p><small>SP mode opens the Sign on URL, as a tile does where the admin entered one. IdP mode posts a
  response that nobody asked for; Relay State: ${relayState}.</small></p>
</li>`;
}
