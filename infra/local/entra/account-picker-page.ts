import { html } from 'hono/html';
import type { Directory } from './directory.ts';
import type { EnterpriseApplication } from './enterprise-application.ts';
import type { Html, PageParts } from './page.ts';
import type { Person } from './person.ts';

/** What the account picker asks and where the answer goes. */
export interface AccountPicker {
  readonly directory: Directory;
  /** The application that waits; absent where somebody signs in to My Apps. */
  readonly application?: EnterpriseApplication;
  /** Of an application that waits: whether it is assigned to a person. Default: nothing is said of that. */
  readonly isAssigned?: (person: Person) => boolean;
  readonly loginHint?: string | undefined;
  readonly action: string;
  /** What travels along in hidden fields, so that the simulation keeps nothing between two requests. */
  readonly carried?: Readonly<Record<string, string | undefined>>;
}

/** "Pick an account": Entra's sign-in, without the password. */
export function accountPickerPage(picker: AccountPicker): PageParts {
  const { directory, application, action, carried = {} } = picker;
  const target = application === undefined ? 'My Apps' : application.displayName;
  return {
    title: 'Pick an account',
    body: html`<section class="card">
  <p class="brand">${directory.displayName}</p>
  <h1>Pick an account</h1>
  <p>to continue to <strong>${target}</strong></p>
  <form method="post" action="${action}">
    ${Object.entries(carried).map(([name, value]) =>
      value === undefined ? '' : html`<input type="hidden" name="${name}" value="${value}">`,
    )}
    ${accountList(picker)}
    <p class="actions"><button type="submit">Sign in</button></p>
  </form>
</section>`,
  };
}

/** The people of a directory to choose one from, as radio buttons named `account`. */
function accountList({ directory, application, isAssigned = () => true, loginHint }: AccountPicker): Html {
  const wanted = loginHint?.toLowerCase();
  return html`<fieldset class="accounts">
  <legend>Accounts in ${directory.displayName}</legend>
  ${directory.people.map(
    (person, index) => html`<label class="account">
    <input type="radio" name="account" value="${person.userPrincipalName}" required
      ${isSelected(person.userPrincipalName, index) ? html`checked autofocus` : ''}>
    <span class="face" aria-hidden="true">${person.displayName.slice(0, 1)}</span>
    <span><strong>${person.displayName}</strong><br><small>${person.userPrincipalName}${
      isAssigned(person) ? '' : ` · not assigned to ${application?.displayName}`
    }</small></span>
  </label>`,
  )}
</fieldset>`;

  function isSelected(userPrincipalName: string, index: number): boolean {
    const known = directory.people.some((person) => person.userPrincipalName === wanted);
    return known ? userPrincipalName === wanted : index === 0;
  }
}
