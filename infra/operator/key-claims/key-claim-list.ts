import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { defined } from '../../../shared/objects/defined.ts';
import type { KeyClaim } from '../../../shared/tenants/keys/claims/key-claim-store.ts';
import { shownThumbprint } from '../../../shared/tenants/keys/trusted-key-identity.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { readApp, readTenantId } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { aligned, type CommandResult, minute } from '../command-result.ts';
import { appChoices } from '../known-apps.ts';
import { progressOf } from '../progress.ts';
import { runCommand } from '../run-command.ts';
import { findTenant } from '../tenants/change-tenant.ts';
import type { Terminal } from '../terminal.ts';

/** A claim in the output. */
interface ClaimView {
  readonly tenant: TenantId;
  readonly issuer: string;
  readonly thumbprint: string;
  readonly provenAt?: Date;
  readonly claimed: boolean;
  /** Another tenant that has proven the key. */
  readonly holder?: TenantId;
}

/** `key-claim list`. */
export function registerKeyClaimList(keyClaim: Command, terminal: Terminal): void {
  keyClaim
    .command('list')
    .description('list which tenant has proven which trusted key')
    .argument('<app>', appChoices(), readApp)
    .argument('[tenant]', "the customer's name in the app (default: every tenant)", readTenantId)
    .action((app: AppProfile, id: TenantId | undefined, _: unknown, command: Command) =>
      runCommand(terminal, command, (context) => listClaims(context, app, id)),
    );
}

async function listClaims(
  context: CommandContext,
  app: AppProfile,
  id: TenantId | undefined,
): Promise<CommandResult> {
  const tenants =
    id === undefined ? await context.tenants.list(app.id) : [await findTenant(context, { app: app.id, id })];
  const claims: ClaimView[] = [];
  const progress = progressOf(context.terminal, {
    what: 'tenants',
    total: tenants.length,
    isSilent: context.json,
  });
  try {
    for (const [done, tenant] of tenants.entries()) {
      progress.at(done);
      for (const claim of await context.keyClaims.claimsOf(tenant)) claims.push(viewClaim(tenant, claim));
    }
  } finally {
    progress.clear();
  }
  const rows = claims.map((claim) => [claim.tenant, claim.thumbprint, statusOf(claim)]);
  return {
    text:
      rows.length === 0 ? 'No tenant trusts a key.' : aligned([['TENANT', 'THUMBPRINT', 'PROVEN'], ...rows]),
    json: { claims },
  };
}

function viewClaim({ id, connection }: Tenant, { key, provenAt, isClaimed, holder }: KeyClaim): ClaimView {
  return {
    tenant: id,
    issuer: connection.issuer,
    thumbprint: shownThumbprint(key),
    ...defined({ provenAt }),
    claimed: isClaimed,
    ...defined({ holder }),
  };
}

function statusOf({ provenAt, claimed, holder }: ClaimView): string {
  const proof = provenAt === undefined ? 'not yet' : minute(provenAt);
  if (holder !== undefined) return `${proof}; claimed by tenant ${holder}`;
  return claimed ? `${proof}, claimed` : proof;
}
