import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import { originOf, productionSite, tenantStandsInHost } from '../../../shared/apps/site.ts';
import { sitesOfApp } from '../../../shared/apps/standing-site.ts';
import { type UnreachableName, unreachableName } from '../../../shared/apps/unreachable-name.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { defined } from '../../../shared/objects/defined.ts';
import { emptyConnection } from '../../../shared/tenants/connection.ts';
import { identityWarnings } from '../../../shared/tenants/intake/identity-claim.ts';
import { settingsWarnings } from '../../../shared/tenants/intake/settings-warnings.ts';
import { TenantStoreConflict } from '../../../shared/tenants/store/tenant-store.ts';
import { type Connection, sessionLength, type Tenant } from '../../../shared/tenants/tenant.ts';
import { readApp, readDisplayName, readSessionSeconds, readSwitch, readTenantId } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import {
  addConnectionOptions,
  type ConnectionOptions,
  readConnection,
  withTrustedKeys,
} from '../connection/read-connection.ts';
import { appChoices } from '../known-apps.ts';
import { OperatorError } from '../operator-error.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { explainConflict } from './change-tenant.ts';
import { identityClaimHelp, readIdentityClaim, withIdentityClaim } from './identity-claim.ts';
import { addSessionLimitOptions, type SessionLimitOptions, withSessionLimits } from './session-limits.ts';
import { tenantText } from './tenant-text.ts';
import { viewTenant } from './tenant-view.ts';

interface AddOptions extends ConnectionOptions, SessionLimitOptions {
  readonly displayName?: string;
  /** Seconds, read from hours. */
  /** Seconds: the option is named for the hours that a person types. */
  readonly sessionHours?: number;
  readonly identityClaim?: string;
  readonly sso?: boolean;
  readonly dryRun?: boolean;
}

const afterHelp = `
Enter what the customer's administrator sent you:
  the metadata URL       --metadata-url 'https://login.microsoftonline.com/…/federationmetadata.xml?appid=…'
  the metadata file      --metadata-file metadata.xml 
  values one by one      --issuer … --login-url … --thumbprint 'A1 B2 …'   or   --certificate entra.cer
  nothing yet            no option: the administrator sets it up with a link (setup-link create)
`;

/** `tenant add`. */
export function registerTenantAdd(tenant: Command, terminal: Terminal): void {
  addSessionLimitOptions(
    addConnectionOptions(
      tenant
        .command('add')
        .description('add a tenant; with a connection, its people can sign in at once')
        .argument('<app>', appChoices(), readApp)
        .argument('<tenant>', "the customer's name in the app", readTenantId),
    ),
  )
    .option('--display-name <name>', 'the name of the organisation that pages show', readDisplayName)
    .option('--identity-claim <name>', identityClaimHelp, readIdentityClaim)
    .option('--session-hours <hours>', 'session length in hours, 0.25 to 24 (default 8)', readSessionSeconds)
    .option('--sso <on|off>', 'enable or disable single sign-on, where it is a paid feature', readSwitch)
    .option('--dry-run', 'check all values, write nothing')
    .addHelpText('after', afterHelp)
    .action((app: AppProfile, id: TenantId, options: AddOptions, command: Command) => {
      requireEnough(options, command);
      return runCommand(terminal, command, (context) => addTenant(context, app, id, options));
    });
}

function requireEnough(options: AddOptions, command: Command): void {
  if (isForSetup(options)) return;
  if (options.metadataUrl !== undefined || options.metadataFile !== undefined) return;
  const missing = [
    ...(options.issuer === undefined ? ['--issuer <identifier>'] : []),
    ...(options.loginUrl === undefined ? ['--login-url <url>'] : []),
    ...(options.thumbprint || options.certificate ? [] : ['--thumbprint <hex> or --certificate <file>']),
  ];
  if (missing.length === 0) return;
  command.error(`error: ${missing.join(' and ')} is needed, or --metadata-url <url> instead of them all`);
}

/** Requires that browsers can open the tenant's addresses. @throws OperatorError `tenant-unreachable` */
function requireReachable(context: CommandContext, app: AppProfile, id: TenantId): void {
  // A stage without domains may get them later; then the name is part of the host, as in production.
  const sites = context.sites.map((site) => {
    const inProduction = productionSite(site.app);
    return tenantStandsInHost(inProduction) && !tenantStandsInHost(site) ? inProduction : site;
  });
  const own = sitesOfApp(sites, app.id);
  const faults = (own.length > 0 ? own : [productionSite(app)]).flatMap((site) => {
    const unreachable = unreachableName(sites, site, id);
    return unreachable === undefined ? [] : [{ site, unreachable }];
  });
  const [fault] = faults;
  if (fault === undefined) return;
  const { site, unreachable } = fault;
  throw new OperatorError(
    'tenant-unreachable',
    `People could not open ${originOf(site, id)}. ${whyUnreachable(unreachable)}`,
    ['Choose another name for the tenant.'],
  );
}

function whyUnreachable(unreachable: UnreachableName): string {
  switch (unreachable.reason) {
    case 'host-taken':
      return `DNS cannot have an address for it, because ${unreachable.by} uses this name or one below it.`;
    case 'issuer-host':
      return 'This host belongs to the OpenID Connect issuer of the app.';
    case 'path-taken':
      return `The path ${unreachable.by} belongs to Latchkey itself.`;
    case 'no-host-name':
      return 'Browsers do not accept such a host name.';
  }
}

/** Returns whether no connection was given: the customer's administrator then sets it up. */
function isForSetup(options: AddOptions): boolean {
  const { metadataUrl, metadataFile, issuer, loginUrl, logoutUrl, thumbprint, certificate } = options;
  const input = [metadataUrl, metadataFile, issuer, loginUrl, logoutUrl, thumbprint, certificate];
  return input.every((each) => each === undefined);
}

async function addTenant(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  options: AddOptions,
): Promise<CommandResult> {
  requireReachable(context, app, id);
  const tenant = await newTenant(context, app, id, options);
  if (!options.dryRun) await write(context, tenant);
  else if ((await context.tenants.find(app.id, id)) !== undefined) {
    throw explainConflict(context, tenant, new TenantStoreConflict('exists'));
  }
  const view = viewTenant(context, tenant);
  const warnings = [
    ...settingsWarnings(tenant.connection, context.terminal.now()),
    ...identityWarnings(tenant.connection),
  ];
  const next = options.dryRun
    ? 'Nothing was written (--dry-run).'
    : isForSetup(options)
      ? `Next, send the customer's administrator a link: ${context.commandLine(`setup-link create ${app.id} ${id}`)}`
      : `Next, add people: ${context.commandLine(`user add ${app.id} ${id} <sign-in name>`)}`;
  return {
    text: `${tenantText(tenant, view)}\n\n${next}`,
    json: { tenant: view, ...(options.dryRun ? { dryRun: true } : {}) },
    warnings,
  };
}

async function newTenant(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  options: AddOptions,
): Promise<Tenant> {
  const now = context.terminal.now();
  const sites = sitesOfApp(context.sites, app.id);
  const tenant: Tenant = {
    app: app.id,
    id,
    // While the app moves, a new customer begins at the new address.
    ...(sites.length > 1 ? defined({ standsAt: sites.at(-1)?.origin }) : {}),
    ...defined({ displayName: options.displayName }),
    connection: withIdentityClaim(
      isForSetup(options) ? emptyConnection : await newConnection(context, options),
      options.identityClaim,
    ),
    ...defined({ sso: options.sso }),
    sessionLengthSeconds: options.sessionHours ?? sessionLength.defaultSeconds,
    createdAt: now,
    updatedAt: now,
  };
  return withSessionLimits(tenant, options);
}

async function newConnection(context: CommandContext, options: AddOptions): Promise<Connection> {
  const { issuer, loginUrl, trustedKeys, ...more } = await readConnection(context, options);
  if (issuer === undefined || loginUrl === undefined) {
    throw new OperatorError('usage', 'An issuer and a Login URL are needed.');
  }
  const connection = {
    ...emptyConnection,
    state: 'active',
    issuer,
    loginUrl,
    ...more,
    trustedKeys: [],
  } as const;
  return withTrustedKeys(connection, trustedKeys);
}

async function write(context: CommandContext, tenant: Tenant): Promise<void> {
  try {
    await context.tenants.add(tenant, await context.author());
  } catch (error) {
    throw explainConflict(context, tenant, error);
  }
}
