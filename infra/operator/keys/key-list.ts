import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import {
  type CertificateGracePeriod,
  gracePeriodAt,
} from '../../../shared/tenants/certificate-grace-period.ts';
import { settingsWarnings } from '../../../shared/tenants/intake/settings-warnings.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { addTenantArguments } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { aligned, type CommandResult, day, indented, minute } from '../command-result.ts';
import { runCommand } from '../run-command.ts';
import { findTenant } from '../tenants/change-tenant.ts';
import type { KeyView } from '../tenants/tenant-view.ts';
import { viewKeys } from '../tenants/tenant-view.ts';
import type { Terminal } from '../terminal.ts';

/** `tenant key list`. */
export function registerKeyList(key: Command, terminal: Terminal): void {
  addTenantArguments(
    key.command('list').description('list the keys of a tenant with their states and expiry'),
  ).action((app: AppProfile, id: TenantId, _: unknown, command: Command) =>
    runCommand(terminal, command, async (context) =>
      keysResult(context, await findTenant(context, { app: app.id, id })),
    ),
  );
}

/** Returns the result of a command about keys: what it did, and the keys as they are now. */
export function keysResult(
  context: CommandContext,
  tenant: Tenant,
  { done = '', dryRun = false }: { readonly done?: string; readonly dryRun?: boolean } = {},
): CommandResult {
  const now = context.terminal.now();
  const keys = viewKeys(tenant.connection, now);
  const notWritten = dryRun ? ['', 'Nothing was written (--dry-run).'] : [];
  return {
    text: [
      ...(done === '' ? [] : [done, '']),
      indented(keysText(keys, gracePeriodAt(tenant.connection, now))),
      ...notWritten,
    ].join('\n'),
    json: { app: tenant.app, tenant: tenant.id, keys, ...(dryRun ? { dryRun } : {}) },
    warnings: settingsWarnings(tenant.connection, now),
  };
}

/** Returns keys as a table: state, thumbprint, expiry and proof. @param grace The running grace period, if there is one. */
export function keysText(keys: readonly KeyView[], grace: CertificateGracePeriod | undefined): string {
  if (keys.length === 0) return 'none: sign-ins fail';
  const rows = keys.flatMap((key) => [
    [key.state.toUpperCase(), shownThumbprint(key), expiryText(key, grace), proofText(key)],
    ...(key.holder === undefined ? [] : [['', `also proven by tenant ${key.holder}`, '', '']]),
    ...(key.thumbprints.sha1 !== undefined && key.thumbprints.sha256 !== undefined
      ? [['', `SHA-256 ${key.thumbprints.sha256.toUpperCase()}`, key.subject ?? '', '']]
      : []),
  ]);
  return aligned([['STATE', 'THUMBPRINT', 'EXPIRES', 'PROVEN'], ...rows]);
}

function shownThumbprint({ thumbprints: { sha1, sha256 } }: KeyView): string {
  return (sha1 ?? sha256 ?? '').toUpperCase();
}

function proofText({ state, provenAt }: KeyView): string {
  if (state !== 'primary' && state !== 'secondary') return '';
  return provenAt === undefined ? 'not yet' : day(provenAt);
}

function expiryText(
  { notAfter, expired, pinned, state }: KeyView,
  grace: CertificateGracePeriod | undefined,
): string {
  if (notAfter === undefined && state === 'retired') return '';
  if (notAfter === undefined) {
    return pinned === false ? 'known after the first sign-in' : 'unknown: the certificate is not acceptable';
  }
  if (!expired) return day(notAfter);
  if (state !== 'primary' && state !== 'secondary') return `${day(notAfter)}: expired`;
  const effect = grace === undefined ? 'sign-ins are refused' : `accepted until ${minute(grace.until)}`;
  return `${day(notAfter)}: EXPIRED, ${effect}`;
}
