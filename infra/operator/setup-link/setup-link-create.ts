import type { Command } from 'commander';
import { Option } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import { sitesOfApp } from '../../../shared/apps/standing-site.ts';
import { newReference } from '../../../shared/ids/reference.ts';
import { hashOfSecret, newSecret } from '../../../shared/ids/secret.ts';
import { parseSetupLinkId, shownSetupLinkId } from '../../../shared/ids/setup-link-id.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import {
  linkLifetime,
  type OperatorIntent,
  operatorIntents,
  type SetupLink,
} from '../../../shared/setup/setup-link.ts';
import { setupLinkUrl } from '../../../shared/setup/setup-link-token.ts';
import { isSsoEnabled } from '../../../shared/tenants/sso-entitlement.ts';
import { addTenantArguments, readLifetime } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { type CommandResult, minute } from '../command-result.ts';
import { OperatorError } from '../operator-error.ts';
import { runCommand } from '../run-command.ts';
import { findTenant } from '../tenants/change-tenant.ts';
import { titleOf } from '../tenants/tenant-view.ts';
import type { Terminal } from '../terminal.ts';
import { viewLink } from './setup-link-list.ts';

interface CreateOptions {
  /** Seconds. */
  readonly expires?: number;
  readonly intent: OperatorIntent;
  readonly once?: boolean;
}

/** `setup-link create`. */
export function registerSetupLinkCreate(setupLink: Command, terminal: Terminal): void {
  addTenantArguments(
    setupLink
      .command('create')
      .description('create a secret link that lets an administrator set up a tenant'),
  )
    .option('--expires <time>', 'lifetime: 30m, 12h, 7d (default 7d, at most 30d)', readLifetime)
    .addOption(
      new Option('--intent <intent>', 'what the link allows').choices(operatorIntents).default('set-up'),
    )
    .option('--once', 'the link opens only once')
    .action((app: AppProfile, id: TenantId, options: CreateOptions, command: Command) =>
      runCommand(terminal, command, (context) => createLink(context, app, id, options)),
    );
}

async function createLink(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  { expires = linkLifetime.defaultSeconds, intent, once = false }: CreateOptions,
): Promise<CommandResult> {
  // While the app moves, an administrator sees the new address, and tests it, before the tenant is moved.
  const site = sitesOfApp(context.sites, app.id).at(-1);
  if (site === undefined) {
    throw new OperatorError(
      'settings',
      `${app.displayName} is not deployed here, so the link would not work.`,
    );
  }
  const tenant = await findTenant(context, { app: app.id, id });
  await forgetOldLinks(context, app, id);
  const author = await context.author();
  const secret = newSecret();
  const link: SetupLink = {
    app: app.id,
    tenant: id,
    id: newLinkId(),
    secretHash: hashOfSecret(secret),
    intent,
    once,
    createdBy: author.by,
    createdAt: author.at,
    expiresAt: new Date(author.at.getTime() + expires * 1_000),
    openings: 0,
  };
  // History first: an entry without a link is harmless, a link without its entry would be a gap.
  await context.tenants.note(app.id, id, author, [{ kind: 'setup-link', link: link.id, became: 'created' }]);
  if (!(await context.setupLinks.add(link))) throw new Error('The id of a new link is taken');
  const url = setupLinkUrl(site, id, { id: link.id, secret });
  return {
    text: [
      `Send this secret link to the administrator of the ${titleOf({ app: app.id, id })}. It allows anyone who has it to ${allowed[intent]} until ${minute(link.expiresAt)}:`,
      '',
      `  ${url}`,
      '',
      `It is shown only once. To revoke it: ${context.commandLine(`setup-link revoke ${app.id} ${id} ${shownSetupLinkId(link.id)}`)}`,
    ].join('\n'),
    json: { link: viewLink(link, author.at), url },
    warnings: isSsoEnabled(app, tenant) ? [] : [ssoIsOff(context, app, id)],
  };
}

/** What a link allows. */
const allowed: Readonly<Record<OperatorIntent, string>> = {
  'set-up': 'change the set-up',
  'renew-certificate': 'add its next certificate',
  inspect: 'view the set-up',
};

/** How long an expired link stays on the list, in milliseconds. */
const keptMilliseconds = 30 * 86_400_000;

/** Deletes old links; the history keeps what was done with them. */
async function forgetOldLinks(context: CommandContext, app: AppProfile, id: TenantId): Promise<void> {
  const before = new Date(context.terminal.now().getTime() - keptMilliseconds);
  for (const { id: link, expiresAt } of await context.setupLinks.list(app.id, id)) {
    if (expiresAt < before) await context.setupLinks.remove(app.id, id, link);
  }
}

function newLinkId() {
  const id = parseSetupLinkId(newReference());
  if (id === undefined) throw new Error('A reference is a link id');
  return id;
}

function ssoIsOff(context: CommandContext, app: AppProfile, id: TenantId) {
  const on = context.commandLine(`tenant set ${app.id} ${id} --sso on`);
  return {
    code: 'sso-is-off',
    message: `Single sign-on is off for this tenant, so the page cannot be used. To enable it: ${on}`,
  };
}
