import { redirect } from '../../../../shared/http/answer.ts';
import { newUserId } from '../../../../shared/ids/user-id.ts';
import { defined } from '../../../../shared/objects/defined.ts';
import type { TenantEvent } from '../../../../shared/tenants/history/tenant-change.ts';
import { NameError, parseDisplayName, parseSignInName } from '../../../../shared/users/names.ts';
import type { User } from '../../../../shared/users/user.ts';
import { pagePath } from '../../addresses.ts';
import { type SetupPageSession, setupChangeAuthor } from '../../session.ts';
import type { AdministratorDependencies, AdministratorForm, ShowStep } from '../step.ts';
import { accountsPage } from './accounts-page.ts';
import { deactivateUser } from './deactivate-user.ts';

/** Shows the people of the tenant, a page at a time. */
export const showAccounts: ShowStep = (session, deps) => accountsPage(session, deps);

/** Adds a person, who can sign in at once. */
export const addPerson: AdministratorForm = async (session, form, deps) => {
  const [signInName, displayName] = [form.text('name').trim(), form.text('display').trim()];
  const { app, id: tenant } = session.tenant;
  const now = session.request.receivedAt;
  const entered = { signInName, displayName };
  let user: User;
  try {
    user = {
      app,
      tenant,
      id: newUserId(),
      signInName: parseSignInName(signInName),
      ...defined({ displayName: displayName === '' ? undefined : parseDisplayName(displayName) }),
      active: true,
      createdAt: now,
      updatedAt: now,
    };
  } catch (error) {
    if (!(error instanceof NameError)) throw error;
    return accountsPage(session, deps, { error: 'invalid', entered });
  }
  if (!(await deps.users.add(user))) return accountsPage(session, deps, { error: 'exists', entered });
  await note(session, deps, { kind: 'person', user: user.id, became: 'added' });
  return redirect(pagePath(session.location, 'accounts'));
};

/** Lets a person sign in again. */
export const activatePerson: AdministratorForm = async (session, form, deps) => {
  const user = await namedUser(session, deps, form.text('person'));
  const changed = user && (await deps.users.update(user, { active: true }, session.request.receivedAt));
  if (changed === undefined) return accountsPage(session, deps, { error: 'gone' });
  await note(session, deps, { kind: 'person', user: changed.id, became: 'activated' });
  return redirect(pagePath(session.location, 'accounts'));
};

/** Ends the sign-ins and sessions of a person. An administrator cannot deactivate themself, so the one who acts remains. */
export const deactivatePerson: AdministratorForm = async (session, form, deps) => {
  const user = await namedUser(session, deps, form.text('person'));
  if (user === undefined) return accountsPage(session, deps, { error: 'gone' });
  if (user.id === session.link.administrator?.id) return accountsPage(session, deps, { error: 'yourself' });
  const changed = await deactivateUser(session, deps, user, { active: false });
  if (changed === undefined) return accountsPage(session, deps, { error: 'gone' });
  await note(session, deps, { kind: 'person', user: changed.id, became: 'deactivated' });
  return redirect(pagePath(session.location, 'accounts'));
};

/** The user as they are now; undefined where there is none, or one who is being renamed. */
async function namedUser(
  { tenant }: SetupPageSession,
  { users }: AdministratorDependencies,
  signInName: string,
): Promise<User | undefined> {
  if (signInName === '' || signInName.length > 256) return undefined;
  const user = await users.findBySignInName(tenant.app, tenant.id, signInName);
  return user?.renaming === undefined ? user : undefined;
}

async function note(
  session: SetupPageSession,
  { tenants }: AdministratorDependencies,
  event: TenantEvent,
): Promise<void> {
  await tenants.note(session.tenant.app, session.tenant.id, setupChangeAuthor(session), [event]);
}
