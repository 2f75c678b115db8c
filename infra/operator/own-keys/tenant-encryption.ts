import { type Command, InvalidArgumentError } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import type { AssertionEncryption, Tenant } from '../../../shared/tenants/tenant.ts';
import { addTenantArguments } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { runCommand } from '../run-command.ts';
import { changeTenantAsOperator, unknownTenant } from '../tenants/change-tenant.ts';
import { titleOf, viewTenant } from '../tenants/tenant-view.ts';
import type { Terminal } from '../terminal.ts';
import { isOfCurrentKey, issueEncryptionCertificate } from './issue-certificate.ts';
import { encryptionText } from './own-keys-text.ts';

type Mode = AssertionEncryption['mode'] | 'off';

/** `tenant encryption`. */
export function registerTenantEncryption(tenant: Command, terminal: Terminal): void {
  addTenantArguments(
    tenant
      .command('encryption')
      .description('accept or require encrypted assertions; shows what to import in Entra'),
  )
    .argument('<mode>', 'optional, required or off', readMode)
    .action((app: AppProfile, id: TenantId, mode: Mode, _: unknown, command: Command) =>
      runCommand(terminal, command, (context) => setEncryption(context, app, id, mode)),
    );
}

function readMode(text: string): Mode {
  if (text === 'optional' || text === 'required' || text === 'off') return text;
  throw new InvalidArgumentError('Enter optional, required or off.');
}

const effects: Readonly<Record<Mode, string>> = {
  optional: 'accepts encrypted and unencrypted assertions.',
  required: 'requires encrypted assertions: others are refused within 60 seconds.',
  off: 'refuses encrypted assertions within 60 seconds.',
};

async function setEncryption(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  mode: Mode,
): Promise<CommandResult> {
  const encryption =
    mode === 'off' ? undefined : { mode, certificate: await certificateFor(context, app, id) };
  const tenant = await changeTenantAsOperator(
    context,
    { app: app.id, id },
    ({ connection: { encryption: _, ...connection }, ...before }: Tenant): Tenant => ({
      ...before,
      connection: encryption === undefined ? connection : { ...connection, encryption },
    }),
  );
  const view = viewTenant(context, tenant);
  return {
    text: [`The ${titleOf(tenant)} ${effects[mode]}`, ...encryptionText(view)].join('\n\n'),
    json: { tenant: view },
  };
}

/** Returns the tenant's certificate while the key is the same: the directory may already have it. Otherwise a new one. */
async function certificateFor(context: CommandContext, app: AppProfile, id: TenantId): Promise<string> {
  const tenant = await context.tenants.find(app.id, id);
  if (tenant === undefined) throw unknownTenant(context, { app: app.id, id });
  const keys = await context.ownKeys('decryption');
  try {
    const known = tenant.connection.encryption?.certificate;
    return known !== undefined && (await isOfCurrentKey(known, keys))
      ? known
      : await issueEncryptionCertificate(keys, app.displayName, context.terminal.now());
  } finally {
    keys.close();
  }
}
