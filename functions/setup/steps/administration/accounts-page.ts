import { html } from 'hono/html';
import type { Answer } from '../../../../shared/http/answer.ts';
import type { Markup } from '../../../../shared/pages/markup.ts';
import { setupTextsOf } from '../../../../shared/pages/text/setup-texts.ts';
import type { User } from '../../../../shared/users/user.ts';
import { pageParameter, pagePath, setupPath } from '../../addresses.ts';
import { hiddenField, setupForm } from '../../form.ts';
import { stepPage } from '../../layout.ts';
import type { SetupPageSession } from '../../session.ts';
import type { AdministratorDependencies } from '../step.ts';

/** How many people one page shows. */
const peoplePerPage = 50;

/** Why a form was not taken. */
interface AccountsError {
  readonly error: 'invalid' | 'exists' | 'gone' | 'yourself';
  /** What was entered, to be corrected. */
  readonly entered?: { readonly signInName: string; readonly displayName: string };
}

/** Returns the page with the tenant's people, from the name in the query `after` on. One request. */
export async function accountsPage(
  session: SetupPageSession,
  { users }: Pick<AdministratorDependencies, 'users'>,
  failed?: AccountsError,
): Promise<Answer> {
  const { location, language, request, tenant } = session;
  const { accounts: texts } = setupTextsOf(language).administration;
  const after = (new URLSearchParams(request.rawQuery).get('after') ?? '').slice(0, 256);
  const found = await users.listAfter(tenant.app, tenant.id, after, peoplePerPage + 1);
  const people = found.slice(0, peoplePerPage);
  const last = found.length > peoplePerPage ? people.at(-1) : undefined;
  return stepPage(session, {
    title: texts.heading,
    status: failed === undefined ? 200 : 400,
    stage: html`<h2>${texts.heading}</h2>
<p>${texts.intro}</p>
${failed === undefined ? '' : html`<p class="note alert" role="alert">${texts.errors[failed.error]}</p>`}
${people.length === 0 ? html`<p class="note">${texts.nothing}</p>` : personList(session, people)}
<div class="row">
${after === '' ? '' : html`<a class="button plain" href="${pagePath(location, 'accounts')}">${texts.first}</a>`}
${last === undefined ? '' : html`<a class="button plain" href="${setupPath(location, { [pageParameter]: 'accounts', after: last.signInName })}">${texts.more}</a>`}
</div>
<h3>${texts.add}</h3>
${addForm(session, failed?.entered)}
<p><a href="${pagePath(location, 'import')}">${setupTextsOf(language).administrationImport.heading}</a></p>
<p><a href="${pagePath(location, 'done')}">${texts.back}</a></p>`,
  });
}

function personList(session: SetupPageSession, people: readonly User[]): Markup {
  return html`<ul class="log">
${people.map((user) => person(session, user))}
</ul>`;
}

function person(session: SetupPageSession, user: User): Markup {
  const { accounts: texts } = setupTextsOf(session.language).administration;
  const { signInName, displayName, active, administrator, renaming } = user;
  const state = renaming !== undefined ? texts.renaming : active ? texts.active : texts.inactive;
  const isSelf = user.id === session.link.administrator?.id;
  const action = active ? 'deactivate-person' : 'activate-person';
  const label = active ? texts.deactivate : texts.activate;
  return html`<li>
<p><strong><bdi>${signInName}</bdi></strong>${displayName === undefined ? '' : html` <bdi>${displayName}</bdi>`}</p>
<p class="help">${state}${administrator === true ? html` · ${texts.administrator}` : ''}${isSelf ? html` · ${texts.you}` : ''}</p>
${isSelf || renaming !== undefined ? '' : setupForm(session, action, html`${hiddenField('person', signInName)}<button class="link" type="submit">${label}<span class="seen"> ${signInName}</span></button>`)}
</li>`;
}

function addForm(session: SetupPageSession, entered: AccountsError['entered']): Markup {
  const { accounts: texts } = setupTextsOf(session.language).administration;
  return setupForm(
    session,
    'add-person',
    html`<p><label for="name">${texts.signInName}</label><input type="text" id="name" name="name" maxlength="256" required autocomplete="off" spellcheck="false" value="${entered?.signInName ?? ''}"></p>
<p><label for="display">${texts.displayName}</label><input type="text" id="display" name="display" maxlength="256" autocomplete="off" value="${entered?.displayName ?? ''}"></p>
<div class="row"><button class="button" type="submit">${texts.addButton}</button></div>`,
  );
}
