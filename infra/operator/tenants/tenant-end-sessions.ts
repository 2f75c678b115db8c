import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { endSessions } from '../../../shared/tenants/end-sessions.ts';
import { addTenantArguments } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { confirm, type DestroyOptions } from '../confirm.ts';
import { markTenantSessionsEnded, sessionsEndedText } from '../mark-sessions-ended.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { changeTenantAsOperator, findTenant } from './change-tenant.ts';
import { titleOf } from './tenant-view.ts';

interface EndOptions extends DestroyOptions {
  readonly reason?: string;
}

/** `tenant end-sessions`. */
export function registerTenantEndSessions(tenant: Command, terminal: Terminal): void {
  addTenantArguments(
    tenant
      .command('end-sessions')
      .description('end every session of a tenant at once; people can sign in again'),
  )
    .option('--reason <text>', 'why, for the history')
    .option('--yes', 'do not ask for confirmation (implied by --json)')
    .option('--dry-run', 'show what would end, end nothing')
    .action((app: AppProfile, id: TenantId, options: EndOptions, command: Command) =>
      runCommand(terminal, command, (context) => endTenantSessions(context, app, id, options)),
    );
}

async function endTenantSessions(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  options: EndOptions,
): Promise<CommandResult> {
  const found = await findTenant(context, { app: app.id, id });
  const ended = { app: app.id, tenant: id };
  const effect = `This ends every session of the ${titleOf(found)}.`;
  if (options.dryRun) {
    return { text: `${effect}\nNothing was ended (--dry-run).`, json: { ended, dryRun: true } };
  }
  await confirm(context, options, { effect, word: id, command: `tenant end-sessions ${app.id} ${id}` });
  const tenant = await changeTenantAsOperator(context, found, endSessions, options.reason);
  const sessionsEnded = await markTenantSessionsEnded(context, tenant, 'tenant-sessions-revoked');
  return {
    text: `The ${titleOf(found)}: ${sessionsEndedText(sessionsEnded)}`,
    json: { ended: { ...ended, sessionsEnded } },
  };
}
