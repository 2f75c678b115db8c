import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { placeKey, trustKey } from '../../../shared/tenants/keys/key-states.ts';
import { isSameKey } from '../../../shared/tenants/keys/trusted-key-identity.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import type { Desk } from '../command-context.ts';
import type { Report } from '../command-result.ts';
import { addKeyOptions, type KeyOptions, readKeyOptions } from '../connection/idp-settings.ts';
import { counted } from '../counted.ts';
import { perform } from '../run-command.ts';
import { changeTenant } from '../tenants/change-tenant.ts';
import { addTenantArguments } from '../tenants/tenant-arguments.ts';
import { titleOf } from '../tenants/tenant-view.ts';
import type { Terminal } from '../terminal.ts';
import { keysReport } from './keys-report.ts';

interface AddOptions extends KeyOptions {
  readonly candidate?: boolean;
  readonly reason?: string;
}

/** `tenant key add`. */
export function registerKeyAdd(key: Command, terminal: Terminal): void {
  addKeyOptions(
    addTenantArguments(
      key
        .command('add')
        .description('trust another signing certificate, such as the next one before a rollover'),
    ),
  )
    .option('--candidate', 'keep it without trusting it yet; promote it later')
    .option('--reason <text>', 'why, for the history')
    .action((app: AppProfile, id: TenantId, options: AddOptions, command: Command) => {
      if (!options.thumbprint && !options.certificate) {
        command.error('error: --thumbprint <hex> or --certificate <file> is needed, or both');
      }
      return perform(terminal, command, (desk) => addKeys(desk, app, id, options));
    });
}

async function addKeys(desk: Desk, app: AppProfile, id: TenantId, options: AddOptions): Promise<Report> {
  const keys = await readKeyOptions(desk.terminal, options);
  const add = (before: Tenant): Tenant => {
    // What is trusted already is not set aside by adding it once more: that would be a removal.
    const connection = keys.reduce((made, key) => {
      if (!options.candidate) return trustKey(made, key);
      return made.trustedKeys.some((each) => isSameKey(each, key)) ? made : placeKey(made, key, 'candidate');
    }, before.connection);
    return { ...before, connection };
  };
  const tenant = await changeTenant(desk, { app: app.id, id }, add, options.reason);
  const effect = options.candidate ? 'kept, not trusted yet' : 'trusted within 60 seconds';
  return keysReport(desk, tenant, `The ${titleOf(tenant)}: ${counted(keys.length, 'key')} ${effect}.`);
}
