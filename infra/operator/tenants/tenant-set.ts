import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { isSetUp } from '../../../shared/tenants/connection.ts';
import { endingSessions, endSessions } from '../../../shared/tenants/end-sessions.ts';
import { identityWarnings } from '../../../shared/tenants/intake/identity-claim.ts';
import { warningsOf } from '../../../shared/tenants/intake/settings-warnings.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { readIssuer, readSessionHours, readSwitch, readUrl } from '../arguments.ts';
import type { Desk } from '../command-context.ts';
import type { Report } from '../command-result.ts';
import { present, requireForeign } from '../connection/read-connection.ts';
import { notSetUpYet } from '../connection-missing.ts';
import { perform } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { changeTenant, findTenant } from './change-tenant.ts';
import {
  addEndSessionsOption,
  type EndSessionsOption,
  markSessionsEnded,
  sessionsEndedText,
} from './end-sessions.ts';
import { identityClaimHelp, readIdentityClaim, withIdentityClaim } from './identity-claim.ts';
import { addTenantArguments } from './tenant-arguments.ts';
import { tenantText } from './tenant-text.ts';
import { viewTenant } from './tenant-view.ts';
import { strangersWarnings } from './unbound-people.ts';

interface SetOptions extends EndSessionsOption {
  readonly issuer?: string;
  readonly loginUrl?: string;
  readonly logoutUrl?: string;
  readonly identityClaim?: string;
  /** Seconds, read from hours. */
  readonly sessionHours?: number;
  readonly sso?: boolean;
  readonly reason?: string;
  readonly dryRun?: boolean;
}

/** `tenant set`. */
export function registerTenantSet(tenant: Command, terminal: Terminal): void {
  addEndSessionsOption(
    addTenantArguments(
      tenant
        .command('set')
        .description('correct the addresses, the session length or the single sign-on of a tenant'),
    ),
  )
    .option(
      '--issuer <identifier>',
      'Microsoft Entra Identifier; of another directory its entityID',
      readIssuer,
    )
    .option('--login-url <url>', 'Login URL', readUrl)
    .option('--logout-url <url>', 'Logout URL', readUrl)
    .option('--identity-claim <name>', `${identityClaimHelp}; none takes it away`, readIdentityClaim)
    .option('--session-hours <hours>', 'how long a new session lasts, 0.25 to 24', readSessionHours)
    .option(
      '--sso <on|off>',
      'whether the customer has single sign-on, where it is a paid feature',
      readSwitch,
    )
    .option('--reason <text>', 'why, for the history')
    .option('--dry-run', 'show what would be, change nothing')
    .action((app: AppProfile, id: TenantId, options: SetOptions, command: Command) => {
      const { reason, dryRun, endSessions: _, ...settings } = options;
      if (Object.keys(settings).length === 0)
        command.error('error: nothing to set; --help lists the options');
      return perform(terminal, command, (desk) => setTenant(desk, app, id, options));
    });
}

async function setTenant(desk: Desk, app: AppProfile, id: TenantId, options: SetOptions): Promise<Report> {
  const { issuer, loginUrl, logoutUrl, identityClaim, sessionHours, sso, reason, dryRun } = options;
  const handedOver = present({ issuer, loginUrl, logoutUrl });
  requireForeign(desk, handedOver);
  const correct = (before: Tenant): Tenant => {
    const addresses = [issuer, loginUrl, logoutUrl].some((each) => each !== undefined);
    if (addresses && !isSetUp(before.connection)) throw notSetUpYet(desk, before);
    return {
      ...before,
      ...(sso === undefined ? {} : { sso }),
      sessionLengthSeconds: sessionHours ?? before.sessionLengthSeconds,
      connection: withIdentityClaim({ ...before.connection, ...handedOver }, identityClaim),
    };
  };
  const edit = (before: Tenant) =>
    options.endSessions ? endSessions(correct(before)) : endingSessions(before, correct(before));
  const name = { app: app.id, id };
  const before = await findTenant(desk, name);
  const tenant = dryRun ? edit(before) : await changeTenant(desk, name, edit, reason);
  const view = viewTenant(desk, tenant);
  const hasEnded = !dryRun && tenant.sessionGeneration !== before.sessionGeneration;
  const sessionsEnded = hasEnded ? await markSessionsEnded(desk, tenant) : undefined;
  return {
    text: [
      tenantText(tenant, view),
      ...(sessionsEnded === undefined ? [] : ['', sessionsEndedText(sessionsEnded)]),
      ...(dryRun ? ['', 'Nothing was written (--dry-run).'] : []),
    ].join('\n'),
    json: {
      tenant: view,
      ...(dryRun ? { dryRun } : {}),
      ...(sessionsEnded === undefined ? {} : { sessionsEnded }),
    },
    warnings: [
      ...warningsOf(tenant.connection, desk.terminal.now()),
      ...identityWarnings(tenant.connection),
      ...(await strangersWarnings(desk, before, tenant)),
    ],
  };
}
