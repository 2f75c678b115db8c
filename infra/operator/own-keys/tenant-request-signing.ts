import { type Command, InvalidArgumentError } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { defined } from '../../../shared/objects/defined.ts';
import { addressWarnings } from '../../../shared/tenants/intake/connection-warnings.ts';
import type { RequestSigning, Tenant } from '../../../shared/tenants/tenant.ts';
import { addTenantArguments } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { runCommand } from '../run-command.ts';
import { changeTenantAsOperator, unknownTenant } from '../tenants/change-tenant.ts';
import { titleOf, viewTenant } from '../tenants/tenant-view.ts';
import type { Terminal } from '../terminal.ts';
import { issueSigningCertificate } from './issue-certificate.ts';
import { requestSigningText } from './own-keys-text.ts';

interface SigningOptions {
  readonly dryRun?: boolean;
}

/** `tenant signed-requests`. */
export function registerTenantRequestSigning(tenant: Command, terminal: Terminal): void {
  addTenantArguments(
    tenant
      .command('signed-requests')
      .description("sign a tenant's AuthnRequests; shows what to upload in Entra"),
  )
    .argument('<state>', 'on or off', readState)
    .option('--dry-run', 'show the certificate, so that it can be uploaded first; change nothing')
    .action((app: AppProfile, id: TenantId, state: 'on' | 'off', options: SigningOptions, command: Command) =>
      runCommand(terminal, command, (context) => setSigning(context, app, id, state === 'on', options)),
    );
}

function readState(text: string): 'on' | 'off' {
  if (text === 'on' || text === 'off') return text;
  throw new InvalidArgumentError('Enter on or off.');
}

async function setSigning(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  on: boolean,
  { dryRun = false }: SigningOptions,
): Promise<CommandResult> {
  const before = await context.tenants.find(app.id, id);
  if (before === undefined) throw unknownTenant(context, { app: app.id, id });
  const requestSigning = on ? await signingFor(context, app, before) : undefined;
  const edit = ({ connection: { requestSigning: _, ...connection }, ...rest }: Tenant): Tenant => ({
    ...rest,
    connection: requestSigning === undefined ? connection : { ...connection, requestSigning },
  });
  const tenant = dryRun ? edit(before) : await changeTenantAsOperator(context, { app: app.id, id }, edit);
  const view = viewTenant(context, tenant);
  const effect = dryRun
    ? 'is unchanged (--dry-run).'
    : on
      ? 'gets signed AuthnRequests within 60 seconds.'
      : 'gets unsigned AuthnRequests within 60 seconds.';
  return {
    text: [`The ${titleOf(tenant)} ${effect}`, ...requestSigningText(view)].join('\n\n'),
    json: { tenant: view, ...(dryRun ? { dryRun: true } : {}) },
    warnings: addressWarnings({
      ...tenant.connection,
      ...defined({ requestSigning }),
    }).filter(({ code }) => code === 'signed-requests-of-instance'),
  };
}

/** Returns the tenant's setting while the key is the same: the directory may already have its certificate. */
async function signingFor(
  context: CommandContext,
  app: AppProfile,
  { connection }: Tenant,
): Promise<RequestSigning> {
  const keys = await context.ownKeys('requestSigning');
  try {
    const keyId = keys.current;
    return connection.requestSigning?.keyId === keyId
      ? connection.requestSigning
      : { keyId, certificate: await issueSigningCertificate(keys, app.displayName, context.terminal.now()) };
  } finally {
    keys.close();
  }
}
