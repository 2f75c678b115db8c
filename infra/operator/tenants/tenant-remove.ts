import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { readApp, readTenantId } from '../arguments.ts';
import type { Desk } from '../command-context.ts';
import type { Report } from '../command-result.ts';
import { confirm, type DestroyOptions } from '../confirm.ts';
import { counted } from '../counted.ts';
import { unknownTenant } from '../explain-conflict.ts';
import { perform } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { markSessionsEnded } from './end-sessions.ts';
import { titleOf } from './tenant-view.ts';

/** `tenant remove`. */
export function registerTenantRemove(tenant: Command, terminal: Terminal): void {
  tenant
    .command('remove')
    .description('remove a tenant and its users, and end their sessions')
    .argument('<app>', 'timetrack or trakstar', readApp)
    .argument('<tenant>', "the customer's name in the app", readTenantId)
    .option('--yes', 'do not ask; neither does --json')
    .option('--dry-run', 'say what would be removed, remove nothing')
    .action((app: AppProfile, id: TenantId, options: DestroyOptions, command: Command) =>
      perform(terminal, command, (desk) => removeTenant(desk, app, id, options)),
    );
}

async function removeTenant(
  desk: Desk,
  app: AppProfile,
  id: TenantId,
  options: DestroyOptions,
): Promise<Report> {
  const title = titleOf({ app: app.id, id });
  const users = await desk.users.list(app.id, id);
  const tenant = await desk.tenants.find(app.id, id);
  const isThere = users.length > 0 || tenant !== undefined;
  const effect = `This removes the ${title} and its ${counted(users.length, 'user')} for good.`;
  if (options.dryRun) {
    if (!isThere) throw unknownTenant(desk, { app: app.id, id });
    const removed = { app: app.id, tenant: id, users: users.length };
    return { text: `${effect}\nNothing was removed (--dry-run).`, json: { removed, dryRun: true } };
  }
  // One that was half removed has nothing to ask about, and can be finished.
  if (isThere) await confirm(desk, options, { effect, word: id, command: `tenant remove ${app.id} ${id}` });
  const removed = await desk.tenants.remove(app.id, id, await desk.author());
  if (!removed) throw unknownTenant(desk, { app: app.id, id });
  const sessionsEnded = await markSessionsEnded(desk, { app: app.id, id });
  // After the tenant: from then on no refusal comes to its rings any more.
  if (tenant !== undefined) await desk.refusals.remove(app.id, tenant);
  const gone = `${counted(users.length, 'user')} removed, ${counted(sessionsEnded, 'session')} ended`;
  return {
    text: `The ${title} is removed: ${gone}.`,
    json: { removed: { app: app.id, tenant: id, users: users.length, sessionsEnded } },
  };
}
