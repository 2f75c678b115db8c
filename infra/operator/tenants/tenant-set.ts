import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { defined } from '../../../shared/objects/defined.ts';
import { isConfigured } from '../../../shared/tenants/connection.ts';
import { endingSessions, endSessions } from '../../../shared/tenants/end-sessions.ts';
import { identityWarnings } from '../../../shared/tenants/intake/identity-claim.ts';
import { settingsWarnings } from '../../../shared/tenants/intake/settings-warnings.ts';
import { acceptsSignIns } from '../../../shared/tenants/sso-entitlement.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import {
  addTenantArguments,
  readDisplayName,
  readIssuerOption,
  readSessionSeconds,
  readSwitch,
  readUrl,
} from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { requireForeign } from '../connection/read-connection.ts';
import {
  addEndSessionsOption,
  type EndSessionsOption,
  markTenantSessionsEnded,
  sessionsEndedText,
} from '../mark-sessions-ended.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { changeTenantAsOperator, connectionMissing, findTenant } from './change-tenant.ts';
import { identityClaimHelp, readIdentityClaim, withIdentityClaim } from './identity-claim.ts';
import { addSessionLimitOptions, type SessionLimitOptions, withSessionLimits } from './session-limits.ts';
import { tenantText } from './tenant-text.ts';
import { viewTenant } from './tenant-view.ts';
import { unboundPeopleWarnings } from './unbound-people.ts';

interface SetOptions extends EndSessionsOption, SessionLimitOptions {
  readonly displayName?: string;
  readonly issuer?: string;
  readonly loginUrl?: string;
  readonly logoutUrl?: string;
  readonly identityClaim?: string;
  /** Seconds, read from hours. */
  /** Seconds: the option is named for the hours that a person types. */
  readonly sessionHours?: number;
  readonly sso?: boolean;
  readonly reason?: string;
  readonly dryRun?: boolean;
}

/** `tenant set`. */
export function registerTenantSet(tenant: Command, terminal: Terminal): void {
  addSessionLimitOptions(
    addEndSessionsOption(
      addTenantArguments(
        tenant
          .command('set')
          .description('change the display name, issuer, URLs, sessions or single sign-on of a tenant'),
      ),
    ),
  )
    .option(
      '--issuer <identifier>',
      'Microsoft Entra Identifier; for another directory, its entityID',
      readIssuerOption,
    )
    .option('--login-url <url>', 'Login URL', readUrl)
    .option('--logout-url <url>', 'Logout URL', readUrl)
    .option('--display-name <name>', 'the name of the organisation that pages show', readDisplayName)
    .option('--identity-claim <name>', `${identityClaimHelp}; none removes it`, readIdentityClaim)
    .option('--session-hours <hours>', 'length of new sessions in hours, 0.25 to 24', readSessionSeconds)
    .option('--sso <on|off>', 'enable or disable single sign-on, where it is a paid feature', readSwitch)
    .option('--reason <text>', 'why, for the history')
    .option('--dry-run', 'show what would change, change nothing')
    .action((app: AppProfile, id: TenantId, options: SetOptions, command: Command) => {
      const { reason, dryRun, endSessions: _, ...settings } = options;
      if (Object.keys(settings).length === 0)
        command.error('error: nothing to change; list the options with --help');
      return runCommand(terminal, command, (context) => setTenant(context, app, id, options));
    });
}

async function setTenant(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  options: SetOptions,
): Promise<CommandResult> {
  const {
    displayName,
    issuer,
    loginUrl,
    logoutUrl,
    identityClaim,
    sessionHours: sessionSeconds,
    sso,
    reason,
    dryRun,
  } = options;
  const input = defined({ issuer, loginUrl, logoutUrl });
  requireForeign(context, input);
  const correct = (before: Tenant): Tenant => {
    const addresses = [issuer, loginUrl, logoutUrl].some((each) => each !== undefined);
    if (addresses && !isConfigured(before.connection)) throw connectionMissing(context, before);
    return {
      ...withSessionLimits(before, options),
      ...defined({ displayName, sso }),
      sessionLengthSeconds: sessionSeconds ?? before.sessionLengthSeconds,
      connection: withIdentityClaim({ ...before.connection, ...input }, identityClaim),
    };
  };
  const edit = (before: Tenant) =>
    options.endSessions ? endSessions(correct(before)) : endingSessions(app, before, correct(before));
  const name = { app: app.id, id };
  const before = await findTenant(context, name);
  const tenant = dryRun ? edit(before) : await changeTenantAsOperator(context, name, edit, reason);
  const view = viewTenant(context, tenant);
  const hasEnded = !dryRun && tenant.sessionGeneration !== before.sessionGeneration;
  const why = acceptsSignIns(app, tenant) ? 'tenant-sessions-revoked' : 'tenant-disabled';
  const sessionsEnded = hasEnded ? await markTenantSessionsEnded(context, tenant, why) : undefined;
  return {
    text: [
      tenantText(tenant, view),
      ...(sessionsEnded === undefined ? [] : ['', sessionsEndedText(sessionsEnded)]),
      ...(dryRun ? ['', 'Nothing was written (--dry-run).'] : []),
    ].join('\n'),
    json: {
      tenant: view,
      ...(dryRun ? { dryRun } : {}),
      ...defined({ sessionsEnded }),
    },
    warnings: [
      ...settingsWarnings(tenant.connection, context.terminal.now()),
      ...identityWarnings(tenant.connection),
      ...(await unboundPeopleWarnings(context, before, tenant)),
    ],
  };
}
