import { html } from 'hono/html';
import type { Markup } from '../../shared/pages/markup.ts';
import { setupTextsOf } from '../../shared/pages/text/setup-texts.ts';
import type { PeopleCounter } from '../../shared/users/active-people.ts';
import type { SetupPageSession } from './session.ts';

/**
 * Returns how many people could sign in, as a warning if none could. One request. Empty if none of the people who were
 * counted is active, but the tenant has more.
 */
export async function peopleCount(
  { tenant, language, appName, location }: SetupPageSession,
  { people }: { readonly people: PeopleCounter },
): Promise<Markup | ''> {
  const { active, isAll } = await people.count(tenant.app, tenant.id);
  const { people: texts } = setupTextsOf(language);
  const { usersAreActivated, whoCreatesUsers } = location.site.app;
  if (active > 0) return html`<p>${texts.canSignIn(appName, active, isAll)}</p>`;
  if (!isAll) return '';
  const must = texts.mustExist(appName, usersAreActivated);
  return html`<div class="note alert"><p><b>${texts.noOne(appName)}</b></p><p>${must} ${whoCreatesUsers[language]}</p></div>`;
}
