import { html } from 'hono/html';
import type { Directory } from './directory.ts';
import type { Html } from './page.ts';

/** The people of a directory to choose one from, as radio buttons named `account`. */
export function accountList(directory: Directory, selected: string | undefined): Html {
  const wanted = selected?.toLowerCase();
  return html`<fieldset class="accounts">
  <legend>Accounts in ${directory.displayName}</legend>
  ${directory.people.map(
    (person, index) => html`<label class="account">
    <input type="radio" name="account" value="${person.userPrincipalName}" required
      ${isSelected(person.userPrincipalName, index) ? html`checked autofocus` : ''}>
    <span class="face" aria-hidden="true">${person.displayName.slice(0, 1)}</span>
    <span><strong>${person.displayName}</strong><br><small>${person.userPrincipalName}${
      person.assigned ? '' : ' · not assigned to any application'
    }</small></span>
  </label>`,
  )}
</fieldset>`;

  function isSelected(userPrincipalName: string, index: number): boolean {
    const known = directory.people.some((person) => person.userPrincipalName === wanted);
    return known ? userPrincipalName === wanted : index === 0;
  }
}
