import type { Command } from 'commander';
import type { AppProfile, TenantId } from '../../shared/apps/profile.ts';
import type { TrustedKey } from '../../shared/saml/inbound/trust.ts';
import { readCertificate, readThumbprint } from '../../shared/tenants/read-trusted-key.ts';
import { sessionLength, type Tenant } from '../../shared/tenants/tenant.ts';
import { TrustedKeyError } from '../../shared/tenants/trusted-key-error.ts';
import { collect, readApp, readIssuer, readSessionHours, readTenantId, readUrl } from './arguments.ts';
import type { Desk } from './desk.ts';
import { explainConflict } from './explain-conflict.ts';
import { OperatorError } from './operator-error.ts';
import { perform } from './perform.ts';
import type { Report } from './report.ts';
import { tenantText } from './tenant-text.ts';
import { viewTenant } from './tenant-view.ts';
import type { Terminal } from './terminal.ts';

interface AddOptions {
  readonly issuer: string;
  readonly loginUrl: string;
  readonly logoutUrl?: string;
  readonly thumbprint?: readonly string[];
  /** Paths. */
  readonly certificate?: readonly string[];
  /** Seconds, read from hours. */
  readonly sessionHours?: number;
}

/** `tenant add`. */
export function registerTenantAdd(tenant: Command, terminal: Terminal): void {
  tenant
    .command('add')
    .description('add a tenant; it can be signed in to at once')
    .argument('<app>', 'timetrack or trakstar', readApp)
    .argument('<tenant>', "the customer's name in the app", readTenantId)
    .requiredOption('--issuer <url>', 'Microsoft Entra Identifier, as Entra shows it', readIssuer)
    .requiredOption('--login-url <url>', 'Login URL, as Entra shows it', readUrl)
    .option('--logout-url <url>', 'Logout URL, as Entra shows it', readUrl)
    .option('--thumbprint <hex>', 'thumbprint of a signing certificate; may be repeated', collect)
    .option('--certificate <file>', 'a signing certificate: .cer, PEM or DER; may be repeated', collect)
    .option('--session-hours <hours>', 'how long a session lasts, 0.25 to 24 (default 8)', readSessionHours)
    .action((app: AppProfile, id: TenantId, options: AddOptions, command: Command) => {
      if (!options.thumbprint && !options.certificate) {
        command.error('error: --thumbprint <hex> or --certificate <file> is needed, or both');
      }
      return perform(terminal, command, (desk) => addTenant(desk, app, id, options));
    });
}

async function addTenant(desk: Desk, app: AppProfile, id: TenantId, options: AddOptions): Promise<Report> {
  const trustedKeys = await readTrustedKeys(desk.terminal, options);
  const now = desk.terminal.now();
  const tenant: Tenant = {
    app: app.id,
    id,
    connection: {
      state: 'active',
      issuer: options.issuer,
      loginUrl: options.loginUrl,
      ...(options.logoutUrl === undefined ? {} : { logoutUrl: options.logoutUrl }),
      trustedKeys,
      allowSha1: false,
    },
    sessionLengthSeconds: options.sessionHours ?? sessionLength.defaultSeconds,
    createdAt: now,
    updatedAt: now,
  };
  try {
    await desk.tenants.add(tenant, await desk.author());
  } catch (error) {
    throw await explainConflict(desk, tenant, error);
  }
  const view = viewTenant(desk, tenant);
  const next = `Next, the people: ${desk.commandLine(`user add ${app.id} ${id} <sign-in name>`)}`;
  return { text: `${tenantText(tenant, view)}\n\n${next}`, json: { tenant: view } };
}

/** Each key once, however often it was handed over. Read whole before anything is written. */
async function readTrustedKeys(terminal: Terminal, options: AddOptions): Promise<readonly TrustedKey[]> {
  const keys = new Map<string, TrustedKey>();
  for (const text of options.thumbprint ?? []) {
    const key = readThumbprint(text);
    keys.set(key.thumbprint, key);
  }
  for (const path of options.certificate ?? []) {
    const { key } = await readCertificateFile(terminal, path);
    keys.set(key.certificate, key);
  }
  return [...keys.values()];
}

async function readCertificateFile(terminal: Terminal, path: string) {
  try {
    return readCertificate(await terminal.readFile(path));
  } catch (error) {
    if (error instanceof TrustedKeyError) throw new OperatorError('key-refused', `${path}: ${error.message}`);
    const reason = error instanceof Error ? error.message : String(error);
    throw new OperatorError('file-unreadable', `The certificate cannot be read: ${reason}`);
  }
}
