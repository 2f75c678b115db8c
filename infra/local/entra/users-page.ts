import { html } from 'hono/html';
import { applicationHead } from './application-head.ts';
import type { EnterpriseApplication } from './enterprise-application.ts';
import type { PageParts } from './page.ts';
import type { Person } from './person.ts';

/** "Users and groups": who is assigned, and whom the admin can add. */
export function usersPage(application: EnterpriseApplication, assigned: readonly Person[]): PageParts {
  const { applicationId, directory, displayName } = application;
  const others = directory.people.filter((person) => !assigned.includes(person));
  const action = `/portal/${applicationId}/users`;
  return {
    title: `${displayName} | Users and groups`,
    width: 'wide',
    body: html`${applicationHead(application, 'Users and groups')}
<h1>Users and groups</h1>
<p class="lead">Only people who are assigned can sign in to ${displayName}. The directory stops the others.</p>
<section class="card">
  <h2>Assigned</h2>
  ${
    assigned.length === 0
      ? html`<p>No application assignments found.</p>`
      : html`<ul class="certificates">
  ${assigned.map(
    ({ displayName: name, objectId, userPrincipalName }) => html`<li>
    <form class="actions" method="post" action="${action}">
      <span><strong>${name}</strong> <small>${userPrincipalName}</small></span>
      <input type="hidden" name="remove" value="${objectId}">
      <button class="quiet" type="submit" aria-label="Remove assignment of ${name}">Remove assignment</button>
    </form></li>`,
  )}
  </ul>`
  }
</section>
${
  others.length === 0
    ? ''
    : html`<section class="card">
  <h2>Add user/group</h2>
  <form method="post" action="${action}">
    <fieldset>
      <legend>People in ${directory.displayName}</legend>
      ${others.map(
        ({ displayName: name, objectId, userPrincipalName }) => html`<label class="account">
        <input type="checkbox" name="add" value="${objectId}">
        <span><strong>${name}</strong><br><small>${userPrincipalName}</small></span></label>`,
      )}
    </fieldset>
    <p class="actions"><button type="submit">Assign</button></p>
  </form>
</section>`
}`,
  };
}
