import { html } from 'hono/html';
import { accountList } from './account-list.ts';
import type { Directory } from './directory.ts';
import type { EnterpriseApplication } from './enterprise-application.ts';
import { entraPage, type Html } from './page.ts';

/** What the account picker asks and where the answer goes. */
export interface AccountPicker {
  readonly directory: Directory;
  /** The application that waits; absent where somebody signs in to My Apps. */
  readonly application?: EnterpriseApplication;
  readonly loginHint?: string | undefined;
  readonly action: string;
  /** What travels along in hidden fields, so that the simulation keeps nothing between two requests. */
  readonly carried?: Readonly<Record<string, string | undefined>>;
}

/** "Pick an account": Entra's sign-in, without the password. */
export function accountPickerPage(picker: AccountPicker): Html {
  const { directory, application, loginHint, action, carried = {} } = picker;
  const target = application === undefined ? 'My Apps' : application.displayName;
  return entraPage({
    title: 'Pick an account',
    body: html`<section class="card">
  <p class="brand">${directory.displayName}</p>
  <h1>Pick an account</h1>
  <p>to continue to <strong>${target}</strong></p>
  <form method="post" action="${action}">
    ${Object.entries(carried).map(([name, value]) =>
      value === undefined ? '' : html`<input type="hidden" name="${name}" value="${value}">`,
    )}
    ${accountList(directory, loginHint)}
    <p class="actions"><button type="submit">Sign in</button></p>
  </form>
</section>`,
  });
}
