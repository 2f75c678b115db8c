import { type Command, InvalidArgumentError } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { defined } from '../../../shared/objects/defined.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { addTenantArguments } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { changeOrTry } from './change-tenant.ts';
import { titleOf, viewTenant } from './tenant-view.ts';

type Mode = 'required' | 'off';

interface MultiFactorOptions {
  readonly reason?: string;
  readonly dryRun?: boolean;
}

/** `tenant multi-factor`. */
export function registerTenantMultiFactor(tenant: Command, terminal: Terminal): void {
  addTenantArguments(
    tenant
      .command('multi-factor')
      .description('refuse sign-ins for which the directory states no several factors, or stop doing so'),
  )
    .argument('<mode>', 'required or off', readMode)
    .option('--reason <text>', 'why, for the history')
    .option('--dry-run', 'show what would change, change nothing')
    .action((app: AppProfile, id: TenantId, mode: Mode, options: MultiFactorOptions, command: Command) =>
      runCommand(terminal, command, (context) => setMultiFactor(context, app, id, mode, options)),
    );
}

function readMode(text: string): Mode {
  if (text === 'required' || text === 'off') return text;
  throw new InvalidArgumentError('Enter required or off.');
}

async function setMultiFactor(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  mode: Mode,
  { reason, dryRun }: MultiFactorOptions,
): Promise<CommandResult> {
  const edit = ({ requiresMultiFactor: _, ...others }: Tenant): Tenant =>
    mode === 'off' ? others : { ...others, requiresMultiFactor: true };
  const tenant = await changeOrTry(context, { app: app.id, id }, edit, defined({ dryRun, reason }));
  const next = [
    'Its set-up page shows the Conditional Access policy that the customer needs; a test sign-in there shows whether it works.',
    'Sessions that run already stay. To end them: ' +
      context.commandLine(`tenant end-sessions ${app.id} ${id}`),
  ];
  return {
    text: [
      `The ${titleOf(tenant)} ${multiFactorText(mode === 'required')}.`,
      ...(mode === 'required' ? ['', ...next] : []),
      ...(dryRun ? ['', 'Nothing was written (--dry-run).'] : []),
    ].join('\n'),
    json: { tenant: viewTenant(context, tenant), ...(dryRun ? { dryRun } : {}) },
  };
}

/** Says whether a tenant requires several factors, behind its name. */
function multiFactorText(isRequired: boolean): string {
  return isRequired
    ? 'refuses sign-ins for which its directory states no several factors'
    : 'accepts sign-ins with any factors';
}
