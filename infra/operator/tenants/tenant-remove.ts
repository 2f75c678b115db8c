import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { readApp, readTenantId } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { counted } from '../command-result.ts';
import { confirm, type DestroyOptions } from '../confirm.ts';
import { appChoices } from '../known-apps.ts';
import { markTenantSessionsEnded } from '../mark-sessions-ended.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { unknownTenant } from './change-tenant.ts';
import { titleOf } from './tenant-view.ts';

/** `tenant remove`. */
export function registerTenantRemove(tenant: Command, terminal: Terminal): void {
  tenant
    .command('remove')
    .description('remove a tenant and its users, and end their sessions')
    .argument('<app>', appChoices(), readApp)
    .argument('<tenant>', "the customer's name in the app", readTenantId)
    .option('--yes', 'do not ask for confirmation (implied by --json)')
    .option('--dry-run', 'show what would be removed, remove nothing')
    .action((app: AppProfile, id: TenantId, options: DestroyOptions, command: Command) =>
      runCommand(terminal, command, (context) => removeTenant(context, app, id, options)),
    );
}

async function removeTenant(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  options: DestroyOptions,
): Promise<CommandResult> {
  const title = titleOf({ app: app.id, id });
  const users = await context.users.list(app.id, id);
  const tenant = await context.tenants.find(app.id, id);
  const isThere = users.length > 0 || tenant !== undefined;
  const effect = `This removes the ${title} and its ${counted(users.length, 'user')} for good.`;
  if (options.dryRun) {
    if (!isThere) throw unknownTenant(context, { app: app.id, id });
    const removed = { app: app.id, tenant: id, users: users.length };
    return { text: `${effect}\nNothing was removed (--dry-run).`, json: { removed, dryRun: true } };
  }
  // A half-removed tenant is finished without a question.
  if (isThere)
    await confirm(context, options, { effect, word: id, command: `tenant remove ${app.id} ${id}` });
  const removed = await context.tenants.remove(app.id, id, await context.author());
  if (!removed) throw unknownTenant(context, { app: app.id, id });
  const sessionsEnded = await markTenantSessionsEnded(context, { app: app.id, id }, 'tenant-removed');
  // After the tenant: no rejection is added to its buffers from then on.
  if (tenant !== undefined) await context.rejections.remove(app.id, tenant);
  const gone = `${counted(users.length, 'user')} removed, ${counted(sessionsEnded, 'session')} ended`;
  return {
    text: `The ${title} is removed: ${gone}.`,
    json: { removed: { app: app.id, tenant: id, users: users.length, sessionsEnded } },
  };
}
