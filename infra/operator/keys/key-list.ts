import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { runCommand } from '../run-command.ts';
import { findTenant } from '../tenants/change-tenant.ts';
import { addTenantArguments } from '../tenants/tenant-arguments.ts';
import type { Terminal } from '../terminal.ts';
import { keysResult } from './keys-report.ts';

/** `tenant key list`. */
export function registerKeyList(key: Command, terminal: Terminal): void {
  addTenantArguments(
    key.command('list').description('list the keys of a tenant with their states and expiry'),
  ).action((app: AppProfile, id: TenantId, _: unknown, command: Command) =>
    runCommand(terminal, command, async (context) =>
      keysResult(context, await findTenant(context, { app: app.id, id }), ''),
    ),
  );
}
