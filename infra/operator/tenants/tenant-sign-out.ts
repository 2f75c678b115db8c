import { type Command, Option } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import { type SignOutReach, signOutReaches } from '../../../shared/apps/sign-out-reach.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { defined } from '../../../shared/objects/defined.ts';
import type { SignOutRules } from '../../../shared/tenants/sign-out-rules.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { addTenantArguments, readSwitch } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { changeOrTry } from './change-tenant.ts';
import { titleOf, viewTenant } from './tenant-view.ts';

interface SignOutOptions {
  readonly reach?: SignOutReach | 'default';
  readonly requireSignature?: boolean;
  readonly reason?: string;
  readonly dryRun?: boolean;
}

/** `tenant sign-out`. */
export function registerTenantSignOut(tenant: Command, terminal: Terminal): void {
  addTenantArguments(
    tenant
      .command('sign-out')
      .description('choose how far a sign-out reaches, and demand signed logout requests'),
  )
    .addOption(
      new Option(
        '--reach <reach>',
        'local: here alone; single-logout: the directory too; default: as the app',
      ).choices([...signOutReaches, 'default']),
    )
    .option('--require-signature <on|off>', 'refuse an unsigned LogoutRequest of the directory', readSwitch)
    .option('--reason <text>', 'why, for the history')
    .option('--dry-run', 'show what would change, change nothing')
    .action((app: AppProfile, id: TenantId, options: SignOutOptions, command: Command) => {
      if (options.reach === undefined && options.requireSignature === undefined) {
        command.error('error: enter --reach or --require-signature');
      }
      return runCommand(terminal, command, (context) => setSignOut(context, app, id, options));
    });
}

async function setSignOut(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  options: SignOutOptions,
): Promise<CommandResult> {
  const { dryRun, reason } = options;
  const edit = ({ signOut, ...others }: Tenant): Tenant => {
    const rules = changedRules(signOut, options);
    return Object.keys(rules).length === 0 ? others : { ...others, signOut: rules };
  };
  const tenant = await changeOrTry(context, { app: app.id, id }, edit, defined({ dryRun, reason }));
  const { logoutUrl } = tenant.connection;
  const isWithoutUrl = tenant.signOut?.reach === 'single-logout' && logoutUrl === undefined;
  return {
    text: [
      `The ${titleOf(tenant)} ${signOutText(tenant.signOut)}.`,
      ...(dryRun ? ['', 'Nothing was written (--dry-run).'] : []),
    ].join('\n'),
    json: { tenant: viewTenant(context, tenant), ...(dryRun ? { dryRun } : {}) },
    warnings: isWithoutUrl
      ? [
          {
            code: 'logout-url-missing',
            message: `The tenant has no Logout URL, so a sign-out ends here. Enter it: ${context.commandLine(
              `tenant set ${app.id} ${id} --logout-url <url>`,
            )}`,
          },
        ]
      : [],
  };
}

function changedRules(
  { reach, requiresSignature }: SignOutRules = {},
  { reach: wanted = reach, requireSignature = requiresSignature === true }: SignOutOptions,
): SignOutRules {
  return {
    ...(wanted === undefined || wanted === 'default' ? {} : { reach: wanted }),
    ...(requireSignature ? { requiresSignature: true as const } : {}),
  };
}

/** Says how the people of a tenant sign out, behind its name. */
export function signOutText({ reach, requiresSignature }: SignOutRules = {}): string {
  const reaches = {
    local: 'signs people out here alone',
    'single-logout': 'signs people out of the directory too',
  } as const;
  const first = reach === undefined ? 'signs people out as the app does' : reaches[reach];
  return requiresSignature ? `${first}, and refuses unsigned logout requests` : first;
}
