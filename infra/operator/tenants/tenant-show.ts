import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import type { KeyClaim } from '../../../shared/tenants/keys/claims/key-claim-store.ts';
import { readApp, readTenantId } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { appChoices } from '../known-apps.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { unknownTenant } from './change-tenant.ts';
import { viewRefresh } from './refresh-view.ts';
import { tenantText } from './tenant-text.ts';
import { type KeyView, viewTenant } from './tenant-view.ts';

/** `tenant show`. */
export function registerTenantShow(tenant: Command, terminal: Terminal): void {
  tenant
    .command('show')
    .description('show a tenant, its keys and what to enter in Entra')
    .argument('<app>', appChoices(), readApp)
    .argument('<tenant>', "the customer's name in the app", readTenantId)
    .action((app: AppProfile, id: TenantId, _: unknown, command: Command) =>
      runCommand(terminal, command, (context) => showTenant(context, app, id)),
    );
}

async function showTenant(context: CommandContext, app: AppProfile, id: TenantId): Promise<CommandResult> {
  const tenant = await context.tenants.find(app.id, id);
  if (tenant === undefined) throw unknownTenant(context, { app: app.id, id });
  const state = await context.refreshStates.find(tenant);
  const shown = viewTenant(context, tenant);
  const keys = withHolders(shown.keys, await context.keyClaims.claimsOf(tenant));
  const view = { ...shown, keys, ...viewRefresh(tenant, state, context.terminal.now()) };
  return { text: tenantText(tenant, view), json: { tenant: view } };
}

/** The trusted keys come first in both, in one order. */
function withHolders(keys: readonly KeyView[], claims: readonly KeyClaim[]): readonly KeyView[] {
  return keys.map((key, index) => {
    const holder = claims[index]?.holder;
    return holder === undefined ? key : { ...key, holder };
  });
}
