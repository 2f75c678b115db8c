import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { Site } from '../../../shared/apps/site.ts';
import { sitesOfApp, standingSite } from '../../../shared/apps/standing-site.ts';
import { tenantUrls } from '../../../shared/apps/urls.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { isConfigured } from '../../../shared/tenants/connection.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { addTenantArguments } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { OperatorError } from '../operator-error.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { changeTenantAsOperator, findTenant } from './change-tenant.ts';
import { titleOf, viewTenant } from './tenant-view.ts';

interface MoveOptions {
  readonly back?: boolean;
  readonly reason?: string;
  readonly dryRun?: boolean;
}

const afterHelp = `
While an app has two addresses (movingTo in cdk.json), a tenant signs in at one of them. Before you move a tenant, its
administrator adds the Identifier and the Reply URL of the new address in the directory and keeps the old ones. The
set-up page shows both, tests them and moves the tenant itself. Sessions go on where they are until they end.
`;

/** `tenant move`. */
export function registerTenantMove(tenant: Command, terminal: Terminal): void {
  addTenantArguments(
    tenant.command('move').description('move a tenant to the new address of its app, or back'),
  )
    .option('--back', 'move it back to the address that the app leaves')
    .option('--reason <text>', 'why, for the history')
    .option('--dry-run', 'show what would change, change nothing')
    .addHelpText('after', afterHelp)
    .action((app: AppProfile, id: TenantId, options: MoveOptions, command: Command) =>
      runCommand(terminal, command, (context) => moveTenant(context, app, id, options)),
    );
}

async function moveTenant(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  { back = false, reason, dryRun = false }: MoveOptions,
): Promise<CommandResult> {
  const target = targetOf(context, app, back);
  const before = await findTenant(context, { app: app.id, id });
  const edit = (tenant: Tenant): Tenant => ({ ...tenant, standsAt: target.origin });
  const tenant = dryRun
    ? edit(before)
    : await changeTenantAsOperator(context, { app: app.id, id }, edit, reason);
  const stood = standingSite(context.sites, before)?.origin === target.origin;
  const { signOnUrl } = tenantUrls(target, id);
  const moved = stood ? 'already signs in' : dryRun ? 'would sign in' : 'signs in';
  return {
    text: [
      `The ${titleOf(tenant)} ${moved} at ${signOnUrl}`,
      ...(stood || dryRun ? [] : [`To take it back: ${context.commandLine(wayBack(app, id, back))}`]),
      ...(dryRun ? ['Nothing was written (--dry-run).'] : []),
    ].join('\n'),
    json: { tenant: viewTenant(context, tenant), ...(dryRun ? { dryRun } : {}) },
    warnings: stood || !isConfigured(tenant.connection) ? [] : untested(before, target, id),
  };
}

/** @throws OperatorError `app-not-moving` where the app has one address */
function targetOf({ sites }: CommandContext, app: AppProfile, back: boolean): Site {
  const ofApp = sitesOfApp(sites, app.id);
  const [first, ...more] = ofApp;
  const next = more.at(-1);
  if (first !== undefined && next !== undefined) return back ? first : next;
  throw new OperatorError(
    'app-not-moving',
    `${app.displayName} has one address here: ${first?.origin ?? 'none'}`,
    ['Name the new one in cdk.json (movingTo) and deploy: docs/operating.md, Move to another domain.'],
  );
}

function wayBack({ id: app }: AppProfile, tenant: TenantId, wasBack: boolean): string {
  return `tenant move ${app} ${tenant}${wasBack ? '' : ' --back'}`;
}

/** Warns unless the draft of the tenant has passed a test sign-in at the target. */
function untested({ draft }: Tenant, site: Site, id: TenantId) {
  const { origin } = site;
  const test = draft?.test;
  if (test?.outcome === 'passed' && test.origin === origin) return [];
  const { identifier, replyUrl } = tenantUrls(site, id);
  return [
    {
      code: 'move-untested',
      message:
        `No test sign-in at ${origin} is known. People can sign in only if the directory has the Identifier ` +
        `${identifier} and the Reply URL ${replyUrl}.`,
    },
  ];
}
