import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { isProven, withoutProof } from '../../../shared/tenants/keys/proven-keys.ts';
import { shownThumbprint } from '../../../shared/tenants/keys/trusted-key-identity.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { addTenantArguments } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { confirm, type DestroyOptions } from '../confirm.ts';
import { findKey } from '../keys/find-key.ts';
import { OperatorError } from '../operator-error.ts';
import { runCommand } from '../run-command.ts';
import { changeTenantAsOperator, findTenant } from '../tenants/change-tenant.ts';
import { titleOf } from '../tenants/tenant-view.ts';
import type { Terminal } from '../terminal.ts';

interface ReleaseOptions extends DestroyOptions {
  readonly reason?: string;
}

const afterHelp = `
The tenant still trusts the key, and its sign-ins do not change. From then on, another tenant can trust the key too. The
next tenant that signs in with the key claims it. To stop the first tenant from using it: tenant key retire.
`;

/** `key-claim release`. */
export function registerKeyClaimRelease(keyClaim: Command, terminal: Terminal): void {
  addTenantArguments(
    keyClaim
      .command('release')
      .description('release a key that a tenant has proven, so that another tenant can use it'),
  )
    .argument('<thumbprint>', 'its thumbprint, or the first digits')
    .option('--reason <text>', 'why, for the history')
    .option('--yes', 'do not ask for confirmation (implied by --json)')
    .option('--dry-run', 'show what would change, change nothing')
    .addHelpText('after', afterHelp)
    .action((app: AppProfile, id: TenantId, text: string, options: ReleaseOptions, command: Command) =>
      runCommand(terminal, command, (context) => releaseClaim(context, app, id, text, options)),
    );
}

async function releaseClaim(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  text: string,
  options: ReleaseOptions,
): Promise<CommandResult> {
  const name = { app: app.id, id };
  const found = await findTenant(context, name);
  const thumbprint = shownThumbprint(findKey(context, found, text).key);
  const release = (before: Tenant): Tenant => {
    const { key } = findKey(context, before, text);
    if (!isProven(before.connection, key)) throw nothingToRelease(context, before, thumbprint);
    return { ...before, connection: withoutProof(before.connection, key) };
  };
  release(found);
  if (!options.dryRun) {
    await confirm(context, options, {
      effect: `Other tenants will be able to use key ${thumbprint} of the ${titleOf(found)}.`,
      word: id,
      command: `key-claim release ${app.id} ${id} ${text.replace(/\s+/g, '')}`,
    });
    await changeTenantAsOperator(context, name, release, options.reason);
  }
  return {
    text: options.dryRun
      ? `The claim of the ${titleOf(found)} on key ${thumbprint} would be released.\nNothing was written (--dry-run).`
      : `The claim of the ${titleOf(found)} on key ${thumbprint} is released. The tenant still trusts it.`,
    json: { released: { ...name, thumbprint }, ...(options.dryRun ? { dryRun: true } : {}) },
  };
}

function nothingToRelease(context: CommandContext, tenant: Tenant, thumbprint: string): OperatorError {
  return new OperatorError(
    'claim-unknown',
    `The ${titleOf(tenant)} has not proven key ${thumbprint}: there is no claim to release.`,
    [`To list the claims: ${context.commandLine(`key-claim list ${tenant.app}`)}`],
  );
}
