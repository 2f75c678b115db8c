import { type Command, InvalidArgumentError, Option } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import { siteAhead } from '../../../shared/apps/standing-site.ts';
import type { AppId } from '../../../shared/ids/app-id.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { defined } from '../../../shared/objects/defined.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { readApp, readTenantId } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { appChoices, knownApps } from '../known-apps.ts';
import { OperatorError } from '../operator-error.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { tenantListWriter } from './tenant-list-writer.ts';
import { viewTenant } from './tenant-view.ts';

interface ListOptions {
  readonly state?: Tenant['connection']['state'];
  readonly prefix?: string;
  readonly contains?: string;
  readonly notMoved?: boolean;
  readonly limit?: number;
  readonly after?: TenantId;
}

const afterHelp = `
Prints each page as soon as it is read. --prefix reads only the tenants that match; --state, --contains and --not-moved
read all and print those that match. To page: --limit 100, then the command that the last line shows.
`;

/** `tenant list`. */
export function registerTenantList(tenant: Command, terminal: Terminal): void {
  tenant
    .command('list')
    .description('list the tenants of one app or of all apps')
    .argument('[app]', appChoices(), readApp)
    .addOption(
      new Option('--state <state>', 'only tenants in this state').choices([
        'draft',
        'tested',
        'active',
        'disabled',
      ]),
    )
    .option('--prefix <text>', 'only tenants whose name begins with this', readPart)
    .option('--contains <text>', 'only tenants whose name or display name contains this')
    .option('--not-moved', 'only tenants that still sign in at the address that their app leaves')
    .option('--limit <number>', 'how many, 1 to 100000 (default: all)', readLimit)
    .option('--after <tenant>', 'only tenants behind this one; needs <app>', readTenantId)
    .addHelpText('after', afterHelp)
    .action((app: AppProfile | undefined, options: ListOptions, command: Command) =>
      runCommand(terminal, command, (context) => listTenants(context, app?.id, options)),
    );
}

function readPart(text: string): string {
  if (/^[a-z0-9-]{1,63}$/.test(text)) return text;
  throw new InvalidArgumentError('A tenant name has lower-case letters, digits and hyphens.');
}

function readLimit(text: string): number {
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= 100_000) return limit;
  throw new InvalidArgumentError('Enter 1 to 100000.');
}

/** Writes the tenants page by page: memory does not grow with their number. */
async function listTenants(
  context: CommandContext,
  app: AppId | undefined,
  options: ListOptions,
): Promise<undefined> {
  if (options.after !== undefined && app === undefined) {
    throw new OperatorError('usage', '--after needs the app of that tenant: tenant list <app> --after …');
  }
  const writer = tenantListWriter(context, commandOf(options));
  let left = options.limit ?? Number.POSITIVE_INFINITY;
  try {
    for (const one of app === undefined ? [...knownApps().keys()].sort() : [app]) {
      for await (const page of context.tenants.pages(one, rangeOf(options))) {
        writer.hasRead(page.length);
        const matching = page.filter((tenant) => isWanted(context, tenant, options));
        const listed = matching.slice(0, left);
        left -= listed.length;
        writer.add(listed.map((tenant) => viewTenant(context, tenant)));
        const last = listed.at(-1);
        if (left === 0 && last !== undefined) return writer.end({ app: one, after: last.id });
      }
    }
  } catch (error) {
    writer.fail(error);
  }
  return writer.end();
}

/** One request, where the limit alone decides how many to read. */
function rangeOf({ prefix, after, limit, state, contains, notMoved }: ListOptions) {
  const readsAll = state !== undefined || contains !== undefined || notMoved === true;
  const pageSize = readsAll ? undefined : limit;
  return defined({ prefix, after, pageSize });
}

function isWanted(
  { sites }: CommandContext,
  tenant: Tenant,
  { state, contains, notMoved = false }: ListOptions,
): boolean {
  const { id, connection, displayName = '' } = tenant;
  if (notMoved && siteAhead(sites, tenant) === undefined) return false;
  if (state !== undefined && connection.state !== state) return false;
  if (contains === undefined) return true;
  const part = contains.toLowerCase();
  return id.includes(part) || displayName.toLowerCase().includes(part);
}

/** Returns the options that the command of the next page repeats. */
function commandOf({ state, prefix, contains, notMoved = false, limit }: ListOptions): string {
  return [
    ...(notMoved ? [' --not-moved'] : []),
    ...(state === undefined ? [] : [` --state ${state}`]),
    ...(prefix === undefined ? [] : [` --prefix ${prefix}`]),
    ...(contains === undefined ? [] : [` --contains '${contains.replaceAll("'", "'\\''")}'`]),
    ...(limit === undefined ? [] : [` --limit ${limit}`]),
  ].join('');
}
