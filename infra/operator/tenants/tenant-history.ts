import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import { parseSetupLinkId, shownSetupLinkId } from '../../../shared/ids/setup-link-id.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import type { TenantChange } from '../../../shared/tenants/history/tenant-change.ts';
import { addTenantArguments } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { aligned, type CommandResult, minute } from '../command-result.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { unknownTenant } from './change-tenant.ts';
import { eventText } from './history-text.ts';

/** `tenant history`. */
export function registerTenantHistory(tenant: Command, terminal: Terminal): void {
  addTenantArguments(
    tenant.command('history').description('list every change of a tenant and its keys: when, who, why, what'),
  ).action((app: AppProfile, id: TenantId, _: unknown, command: Command) =>
    runCommand(terminal, command, (context) => showHistory(context, app, id)),
  );
}

async function showHistory(context: CommandContext, app: AppProfile, id: TenantId): Promise<CommandResult> {
  const changes = await context.tenants.history(app.id, id);
  // A removed tenant still has a history; a tenant that never existed has none.
  if (changes.length === 0) throw unknownTenant(context, { app: app.id, id });
  const rows = changes.flatMap(changeRows);
  return { text: aligned([['WHEN', 'WHO', 'WHY', 'WHAT'], ...rows]), json: { changes } };
}

function changeRows({ at, by, reason = '', events }: TenantChange): readonly string[][] {
  return events.map((event, index) =>
    index === 0 ? [minute(at), authorText(by), reason, eventText(event)] : ['', '', '', eventText(event)],
  );
}

/** Formats the author; a change by a set-up link is stored with the bare id. */
function authorText(by: string): string {
  return by.replace(/^set-up link (.+)$/, (all, link: string) =>
    parseSetupLinkId(link) === undefined ? all : `set-up link ${shownSetupLinkId(link)}`,
  );
}
