import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { placeKey, trustKey } from '../../../shared/tenants/keys/key-states.ts';
import { isSameKey } from '../../../shared/tenants/keys/trusted-key-identity.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { addTenantArguments } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { counted } from '../command-result.ts';
import { addKeyOptions, type KeyOptions, readKeyOptions } from '../connection/idp-settings.ts';
import { runCommand } from '../run-command.ts';
import { changeTenantAsOperator } from '../tenants/change-tenant.ts';
import { titleOf } from '../tenants/tenant-view.ts';
import type { Terminal } from '../terminal.ts';
import { keysResult } from './key-list.ts';

interface AddOptions extends KeyOptions {
  readonly candidate?: boolean;
  readonly reason?: string;
}

/** `tenant key add`. */
export function registerKeyAdd(key: Command, terminal: Terminal): void {
  addKeyOptions(
    addTenantArguments(
      key.command('add').description('trust another signing certificate, for example before a rollover'),
    ),
  )
    .option('--candidate', 'store it without trusting it; promote it later')
    .option('--reason <text>', 'why, for the history')
    .action((app: AppProfile, id: TenantId, options: AddOptions, command: Command) => {
      if (!options.thumbprint && !options.certificate) {
        command.error('error: enter --thumbprint <hex>, --certificate <file>, or both');
      }
      return runCommand(terminal, command, (context) => addKeys(context, app, id, options));
    });
}

async function addKeys(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  options: AddOptions,
): Promise<CommandResult> {
  const keys = await readKeyOptions(context.terminal, options);
  const add = (before: Tenant): Tenant => {
    // A key that is already trusted stays trusted: making it a candidate would remove it.
    const connection = keys.reduce((made, key) => {
      if (!options.candidate) return trustKey(made, key);
      return made.trustedKeys.some((each) => isSameKey(each, key)) ? made : placeKey(made, key, 'candidate');
    }, before.connection);
    return { ...before, connection };
  };
  const tenant = await changeTenantAsOperator(context, { app: app.id, id }, add, options.reason);
  const effect = options.candidate ? 'stored, not trusted yet' : 'trusted within 60 seconds';
  const done = `The ${titleOf(tenant)}: ${counted(keys.length, 'key')} ${effect}.`;
  return keysResult(context, tenant, { done });
}
