import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { refreshedState } from '../../../shared/metadata-refresh/refresh-state.ts';
import { takeMetadata, takeUploadedKeys } from '../../../shared/metadata-refresh/take-metadata.ts';
import { defined } from '../../../shared/objects/defined.ts';
import { isConfigured } from '../../../shared/tenants/connection.ts';
import type { ReadMetadata } from '../../../shared/tenants/intake/read-metadata.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { addTenantArguments, readUrl } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { keysResult } from '../keys/key-list.ts';
import { OperatorError } from '../operator-error.ts';
import { runCommand } from '../run-command.ts';
import { changeTenantAsOperator, connectionMissing, findTenant } from '../tenants/change-tenant.ts';
import { titleOf } from '../tenants/tenant-view.ts';
import type { Terminal } from '../terminal.ts';
import { fetchMetadata, readMetadataFile } from './read-metadata.ts';

interface MetadataOptions {
  readonly reason?: string;
  readonly dryRun?: boolean;
}

/** `tenant metadata set`, `import`, `refresh` and `clear`. */
export function registerMetadata(tenant: Command, terminal: Terminal): void {
  const metadata = tenant.command('metadata').description("trust the keys in a tenant's federation metadata");
  const verb = (name: string, description: string, argument?: readonly [string, string]) => {
    const command = addTenantArguments(metadata.command(name).description(description));
    if (argument !== undefined) {
      command.argument(argument[0], argument[1], ...(argument[0] === '<url>' ? [readUrl] : []));
    }
    return command
      .option('--reason <text>', 'why, for the history')
      .option('--dry-run', 'show what would change, change nothing');
  };
  verb('set', 'set the metadata URL and trust the keys that it shows', [
    '<url>',
    'App Federation Metadata Url',
  ]).action((app: AppProfile, id: TenantId, url: string, options: MetadataOptions, command: Command) =>
    runCommand(terminal, command, async (context) =>
      takeKeys(context, app, id, options, await fetchMetadata(context, url), url),
    ),
  );
  verb('import', 'trust the keys in a metadata file', [
    '<file>',
    'a downloaded Federation Metadata XML',
  ]).action((app: AppProfile, id: TenantId, path: string, options: MetadataOptions, command: Command) =>
    runCommand(terminal, command, async (context) =>
      takeKeys(context, app, id, options, await readMetadataFile(context, path)),
    ),
  );
  verb('refresh', 'refresh the metadata now: trust the keys that the metadata URL shows').action(
    (app: AppProfile, id: TenantId, options: MetadataOptions, command: Command) =>
      runCommand(terminal, command, async (context) => {
        const url = requireMetadataUrl(context, await findTenant(context, { app: app.id, id }));
        return takeKeys(context, app, id, options, await fetchMetadata(context, url), url);
      }),
  );
  verb('clear', 'remove the metadata URL; the keys stay trusted').action(
    (app: AppProfile, id: TenantId, options: MetadataOptions, command: Command) =>
      runCommand(terminal, command, (context) => clear(context, app, id, options)),
  );
}

async function takeKeys(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  { reason, dryRun = false }: MetadataOptions,
  metadata: ReadMetadata,
  metadataUrl?: string,
): Promise<CommandResult> {
  const now = context.terminal.now();
  const name = { app: app.id, id };
  const named = await findTenant(context, name);
  const state = metadataUrl === undefined ? undefined : await context.refreshStates.find(named);
  let seen = state?.seen ?? {};
  const take = (before: Tenant): Tenant => {
    if (!isConfigured(before.connection)) throw connectionMissing(context, before);
    requireSameIssuer(before, metadata);
    if (metadataUrl === undefined) {
      return { ...before, connection: takeUploadedKeys(before.connection, metadata.keys) };
    }
    const taken = takeMetadata(before.connection, state?.seen ?? {}, metadata.certificates, now);
    seen = taken.seen;
    return { ...before, connection: { ...taken.connection, metadataUrl } };
  };
  const tenant = dryRun ? take(named) : await changeTenantAsOperator(context, name, take, reason);
  if (metadataUrl !== undefined && !dryRun) {
    await context.refreshStates.write(state, {
      ...refreshedState(tenant, seen, now),
      ...defined({ reminders: state?.reminders }),
    });
  }
  const keys = metadata.keys.length === 1 ? 'the key' : `the ${metadata.keys.length} keys`;
  return keysResult(context, tenant, {
    done: `The ${titleOf(tenant)} trusts ${keys} in its metadata.`,
    dryRun,
  });
}

function requireSameIssuer({ connection, ...tenant }: Tenant, { entityId }: ReadMetadata): void {
  if (connection.issuer === entityId) return;
  throw new OperatorError(
    'metadata-other-issuer',
    `The metadata belongs to ${entityId}, but the ${titleOf(tenant)} trusts ${connection.issuer}.`,
    ["Copy App Federation Metadata Url from the customer's own application in Entra."],
  );
}

function requireMetadataUrl(context: CommandContext, { app, id, connection }: Tenant): string {
  if (connection.metadataUrl !== undefined) return connection.metadataUrl;
  throw new OperatorError('metadata-unset', `The ${titleOf({ app, id })} has no metadata URL.`, [
    `To set it: ${context.commandLine(`tenant metadata set ${app} ${id} <url>`)}`,
  ]);
}

async function clear(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  { reason, dryRun = false }: MetadataOptions,
): Promise<CommandResult> {
  const forget = (before: Tenant): Tenant => {
    const { metadataUrl: _, ...connection } = before.connection;
    return { ...before, connection };
  };
  const name = { app: app.id, id };
  const tenant = dryRun
    ? await findTenant(context, name)
    : await changeTenantAsOperator(context, name, forget, reason);
  return keysResult(context, tenant, {
    done: `The ${titleOf(tenant)} no longer has a metadata URL.`,
    dryRun,
  });
}
