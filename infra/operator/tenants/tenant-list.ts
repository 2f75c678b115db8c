import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import { readApp } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { aligned, type CommandResult, day } from '../command-result.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { type TenantView, viewTenant } from './tenant-view.ts';

/** `tenant list`. */
export function registerTenantList(tenant: Command, terminal: Terminal): void {
  tenant
    .command('list')
    .description('list the tenants of one app or of all apps')
    .argument('[app]', 'timetrack or trakstar', readApp)
    .action((app: AppProfile | undefined, _: unknown, command: Command) =>
      runCommand(terminal, command, (context) => listTenants(context, app)),
    );
}

async function listTenants(context: CommandContext, app: AppProfile | undefined): Promise<CommandResult> {
  const tenants = (await context.tenants.list(app?.id)).map((tenant) => viewTenant(context, tenant));
  if (tenants.length === 0) {
    const add = context.commandLine('tenant add --help');
    return { text: `There are no tenants. To add one: ${add}`, json: { tenants } };
  }
  const rows = tenants.map((view) => [
    view.app,
    view.id,
    view.state,
    view.issuer || 'not set up yet',
    expiryOf(view),
  ]);
  return { text: aligned([['APP', 'TENANT', 'STATE', 'ISSUER', 'KEYS'], ...rows]), json: { tenants } };
}

/** Formats until when sign-ins can succeed: the expiry of the last certificate. A bare thumbprint has none. */
function expiryOf({ keys }: TenantView): string {
  const trustedKeys = keys.filter(({ state }) => state === 'primary' || state === 'secondary');
  if (trustedKeys.length === 0) return 'none';
  const days = trustedKeys.flatMap(({ notAfter }) => (notAfter === undefined ? [] : [day(notAfter)])).sort();
  const last = days.at(-1);
  return last === undefined ? 'not seen yet' : `until ${last}`;
}
