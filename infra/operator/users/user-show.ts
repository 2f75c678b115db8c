import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import type { User } from '../../../shared/users/user.ts';
import type { Desk } from '../command-context.ts';
import { aligned, indented, minute, type Report } from '../command-result.ts';
import { perform } from '../run-command.ts';
import { titleOf } from '../tenants/tenant-view.ts';
import type { Terminal } from '../terminal.ts';
import { findUser, halfRenamed, type UserName } from './find-user.ts';
import { addUserArguments } from './user-arguments.ts';

/** `user show`. */
export function registerUserShow(user: Command, terminal: Terminal): void {
  addUserArguments(user.command('show').description('one person, and who they are in the directory')).action(
    (app: AppProfile, tenant: TenantId, signInName: string, _: unknown, command: Command) =>
      perform(terminal, command, (desk) => showUser(desk, { app, tenant, signInName })),
  );
}

async function showUser(desk: Desk, name: UserName): Promise<Report> {
  const user = await findUser(desk, name);
  const { message = '', next = [] } =
    user.renaming === undefined ? {} : halfRenamed(desk, user, user.renaming.to);
  return {
    text: [userText(user), ...(message === '' ? [] : ['', message, ...next])].join('\n'),
    json: { user },
  };
}

/** Everything about a user, for a person to read. */
export function userText(user: User): string {
  const { signInName, displayName, identity, active } = user;
  return [
    `${signInName} of the ${titleOf({ app: user.app, id: user.tenant })} is ${active ? 'active' : 'not active'}.`,
    '',
    indented(
      aligned([
        ...(displayName === undefined ? [] : [['Name', displayName]]),
        ['User id', user.id],
        ...(identity === undefined
          ? [['Directory identity', 'none yet: bound at the next sign-in']]
          : [
              ['Directory id', identity.directoryId],
              ['Object id', identity.objectId],
            ]),
        ['Added', minute(user.createdAt)],
        ['Changed', minute(user.updatedAt)],
      ]),
    ),
  ].join('\n');
}
