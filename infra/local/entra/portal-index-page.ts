import { html } from 'hono/html';
import { appProfiles } from '../../apps/app-profiles.ts';
import { type Directory, directories } from './directory.ts';
import type { EnterpriseApplication } from './enterprise-application.ts';
import type { PageParts } from './page.ts';

/** The admin center's list: the enterprise applications of every directory. */
export function portalIndexPage(applications: readonly EnterpriseApplication[]): PageParts {
  return {
    title: 'Enterprise applications',
    width: 'wide',
    body: html`<h1>Enterprise applications</h1>
${directories.map((directory) => {
  const own = applications.filter((application) => application.directory === directory);
  return html`<section class="card" id="${directory.tenant}">
  <h2>${directory.displayName}</h2>
  ${
    own.length === 0
      ? html`<p>No applications yet.</p>`
      : html`<ul class="choices">
  ${own.map(
    ({ applicationId, displayName }) => html`<li><a href="/portal/${applicationId}">
      <strong>${displayName}</strong> <small>Application ID ${applicationId}</small></a></li>`,
  )}
  </ul>`
  }
  <p class="actions"><a class="button quiet" href="/portal/gallery/${directory.id}" aria-label="New application in ${directory.displayName}">+ New application</a></p>
</section>`;
})}`,
  };
}

/** "Browse Microsoft Entra Gallery": every app, with a name to choose for the new application. */
export function galleryPage(directory: Directory): PageParts {
  return {
    title: 'Browse Microsoft Entra Gallery',
    width: 'wide',
    body: html`<p class="crumbs"><a href="/portal#${directory.tenant}">Enterprise applications</a> › ${directory.displayName}</p>
<h1>Browse Microsoft Entra Gallery</h1>
<ul class="tiles">
${appProfiles().map(
  ({ displayName, id }) => html`<li class="card tile">
  <span class="logo logo-${id}" aria-hidden="true">${displayName.slice(0, 2)}</span>
  <h2>${displayName}</h2>
  <form class="choose" method="post" action="/portal/gallery/${directory.id}">
    <input type="hidden" name="app" value="${id}">
    <label for="name-${id}">Name</label>
    <input id="name-${id}" name="name" value="${displayName}" required maxlength="120">
    <p class="actions"><button type="submit" aria-label="Create ${displayName}">Create</button></p>
  </form>
</li>`,
)}
</ul>`,
  };
}
