import type { Command } from 'commander';
import type { AppProfile, TenantId } from '../../shared/apps/profile.ts';
import { readApp, readTenantId } from './arguments.ts';
import { counted } from './counted.ts';
import type { Desk } from './desk.ts';
import { unknownTenant } from './explain-conflict.ts';
import { OperatorError } from './operator-error.ts';
import { perform } from './perform.ts';
import type { Report } from './report.ts';
import { titleOf } from './tenant-view.ts';
import type { Terminal } from './terminal.ts';

interface RemoveOptions {
  readonly yes?: boolean;
}

/** `tenant remove`. */
export function registerTenantRemove(tenant: Command, terminal: Terminal): void {
  tenant
    .command('remove')
    .description('remove a tenant and its users, and end their sessions')
    .argument('<app>', 'timetrack or trakstar', readApp)
    .argument('<tenant>', "the customer's name in the app", readTenantId)
    .option('--yes', 'do not ask; neither does --json')
    .action((app: AppProfile, id: TenantId, { yes = false }: RemoveOptions, command: Command) =>
      perform(terminal, command, (desk) => removeTenant(desk, app, id, yes)),
    );
}

async function removeTenant(desk: Desk, app: AppProfile, id: TenantId, yes: boolean): Promise<Report> {
  const title = titleOf({ app: app.id, id });
  const users = await desk.users.list(app.id, id);
  if (!yes && !desk.json) await confirm(desk, app, id, users.length);
  const removed = await desk.tenants.remove(app.id, id, await desk.author());
  if (!removed) throw unknownTenant(desk, { app: app.id, id });
  let sessionsEnded = 0;
  for (const user of users) sessionsEnded += await desk.flows.signOutUser(app.id, id, user.id);
  const gone = `${counted(users.length, 'user')} removed, ${counted(sessionsEnded, 'session')} ended`;
  return {
    text: `The ${title} is removed: ${gone}.`,
    json: { removed: { app: app.id, tenant: id, users: users.length, sessionsEnded } },
  };
}

async function confirm(desk: Desk, app: AppProfile, id: TenantId, users: number): Promise<void> {
  if ((await desk.tenants.find(app.id, id)) === undefined && users === 0) return;
  const title = titleOf({ app: app.id, id });
  const answer = await desk.terminal.ask(
    `This removes the ${title} and its ${counted(users, 'user')} for good. Type ${id} to go on: `,
  );
  if (answer === id) return;
  throw new OperatorError('not-confirmed', 'Nothing was removed.', [
    `To remove without being asked: ${desk.commandLine(`tenant remove ${app.id} ${id} --yes`)}`,
  ]);
}
