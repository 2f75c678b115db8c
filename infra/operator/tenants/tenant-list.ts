import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import { readApp } from '../arguments.ts';
import type { Desk } from '../command-context.ts';
import { aligned, day, type Report } from '../command-result.ts';
import { perform } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { type TenantView, viewTenant } from './tenant-view.ts';

/** `tenant list`. */
export function registerTenantList(tenant: Command, terminal: Terminal): void {
  tenant
    .command('list')
    .description('the tenants of an app, or of all')
    .argument('[app]', 'timetrack or trakstar', readApp)
    .action((app: AppProfile | undefined, _: unknown, command: Command) =>
      perform(terminal, command, (desk) => listTenants(desk, app)),
    );
}

async function listTenants(desk: Desk, app: AppProfile | undefined): Promise<Report> {
  const tenants = (await desk.tenants.list(app?.id)).map((tenant) => viewTenant(desk, tenant));
  if (tenants.length === 0) {
    const add = desk.commandLine('tenant add --help');
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

/** Until when a sign-in can succeed: the last certificate's day; a bare thumbprint has none to show. */
function expiryOf({ keys }: TenantView): string {
  const trustedKeys = keys.filter(({ state }) => state === 'primary' || state === 'secondary');
  if (trustedKeys.length === 0) return 'none';
  const days = trustedKeys.flatMap(({ notAfter }) => (notAfter === undefined ? [] : [day(notAfter)])).sort();
  const last = days.at(-1);
  return last === undefined ? 'not seen yet' : `until ${last}`;
}
