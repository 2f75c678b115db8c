import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import type { User } from '../../../shared/users/user.ts';
import type { CommandContext } from '../command-context.ts';
import { quoted } from '../command-result.ts';
import { OperatorError } from '../operator-error.ts';
import { titleOf } from '../tenants/tenant-view.ts';

/** The name of a user. */
export interface UserName {
  readonly app: AppProfile;
  readonly tenant: TenantId;
  readonly signInName: string;
}

/** Returns the user of this name, even during a rename. @throws OperatorError `user-unknown` */
export async function findUser(context: CommandContext, name: UserName): Promise<User> {
  const user = await context.users.findBySignInName(name.app.id, name.tenant, name.signInName);
  if (user === undefined) throw unknownUser(context, name);
  return user;
}

/** Returns the user of this name. @throws OperatorError `user-unknown`, `user-half-renamed` */
export async function findWholeUser(context: CommandContext, name: UserName): Promise<User> {
  const user = await findUser(context, name);
  if (user.renaming !== undefined) throw renameIncomplete(context, user, user.renaming.to);
  return user;
}

/** Returns the error for a user that does not exist. */
export function unknownUser(context: CommandContext, { app, tenant, signInName }: UserName): OperatorError {
  const title = titleOf({ app: app.id, id: tenant });
  return new OperatorError(
    'user-unknown',
    `The ${title} has no user ${signInName}.`,
    [`To list its users: ${context.commandLine(`user list ${app.id} ${tenant}`)}`],
    { app: app.id, tenant, signInName },
  );
}

/** Returns the error for a user whose rename stopped half-way: it must be finished first. */
export function renameIncomplete(
  context: CommandContext,
  { app, tenant, signInName }: User,
  to: string,
): OperatorError {
  const rename = `user rename ${app} ${tenant} ${quoted(signInName)} ${quoted(to)}`;
  return new OperatorError('user-half-renamed', `A rename of ${signInName} to ${to} did not finish.`, [
    `Finish it: ${context.commandLine(rename)}`,
  ]);
}
