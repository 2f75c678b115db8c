import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { newUserId } from '../../../shared/ids/user-id.ts';
import { defined } from '../../../shared/objects/defined.ts';
import type { User } from '../../../shared/users/user.ts';
import { readApp, readDisplayName, readSignInName, readTenantId } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { type CommandResult, quoted } from '../command-result.ts';
import { appChoices } from '../known-apps.ts';
import { OperatorError } from '../operator-error.ts';
import { runCommand } from '../run-command.ts';
import { findTenant } from '../tenants/change-tenant.ts';
import { whenPeopleSignIn } from '../tenants/sign-in-text.ts';
import { titleOf } from '../tenants/tenant-view.ts';
import type { Terminal } from '../terminal.ts';

interface AddOptions {
  readonly name?: string;
  readonly inactive?: boolean;
  readonly administrator?: boolean;
}

/** `user add`. */
export function registerUserAdd(user: Command, terminal: Terminal): void {
  user
    .command('add')
    .description('add a person to a tenant; they can sign in at once')
    .argument('<app>', appChoices(), readApp)
    .argument('<tenant>', "the customer's name in the app", readTenantId)
    .argument('<sign-in name>', 'what Entra sends as Name ID: the user principal name', readSignInName)
    .option('--name <display name>', 'the name that pages show', readDisplayName)
    .option('--inactive', 'add the person as inactive')
    .option('--administrator', "let the person manage the tenant's single sign-on")
    .action((app: AppProfile, id: TenantId, signInName: string, options: AddOptions, command: Command) =>
      runCommand(terminal, command, (context) => addUser(context, app, id, signInName, options)),
    );
}

async function addUser(
  context: CommandContext,
  app: AppProfile,
  tenant: TenantId,
  signInName: string,
  { name, inactive = false, administrator }: AddOptions,
): Promise<CommandResult> {
  const target = await findTenant(context, { app: app.id, id: tenant });
  const now = context.terminal.now();
  const user: User = {
    app: app.id,
    tenant,
    id: newUserId(),
    signInName,
    ...defined({ displayName: name }),
    active: !inactive,
    ...defined({ administrator }),
    createdAt: now,
    updatedAt: now,
  };
  const title = titleOf({ app: app.id, id: tenant });
  if (!(await context.users.add(user))) {
    const existing = await context.users.findBySignInName(app.id, tenant, signInName);
    const isRespelled = existing !== undefined && existing.signInName !== signInName;
    const why = isRespelled ? ` ${signInName} is the same name as ${existing.signInName}.` : '';
    throw new OperatorError('user-exists', `The ${title} already has a user ${signInName}.${why}`, [
      `To list its users: ${context.commandLine(`user list ${app.id} ${tenant}`)}`,
    ]);
  }
  const activate = context.commandLine(`user activate ${app.id} ${tenant} ${quoted(signInName)}`);
  const who = administrator === true ? `the administrator ${signInName}` : `the user ${signInName}`;
  const effect = inactive
    ? `cannot sign in yet. To activate: ${activate}`
    : `can sign in${whenPeopleSignIn(context, target)}`;
  return { text: `The ${title} has ${who}, who ${effect}`, json: { user } };
}
