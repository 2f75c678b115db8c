import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import { shownSetupLinkId } from '../../../shared/ids/setup-link-id.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { isLinkOpen, type SetupLink } from '../../../shared/setup/setup-link.ts';
import { addTenantArguments } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { aligned, type CommandResult, minute } from '../command-result.ts';
import { runCommand } from '../run-command.ts';
import { findTenant } from '../tenants/change-tenant.ts';
import { titleOf } from '../tenants/tenant-view.ts';
import type { Terminal } from '../terminal.ts';

/** `setup-link list`. */
export function registerSetupLinkList(setupLink: Command, terminal: Terminal): void {
  addTenantArguments(
    setupLink.command('list').description('list the set-up links of a tenant, newest first'),
  ).action((app: AppProfile, id: TenantId, _: unknown, command: Command) =>
    runCommand(terminal, command, (context) => listLinks(context, app, id)),
  );
}

async function listLinks(context: CommandContext, app: AppProfile, id: TenantId): Promise<CommandResult> {
  const now = context.terminal.now();
  const links = (await context.setupLinks.list(app.id, id)).map((link) => viewLink(link, now));
  if (links.length === 0) {
    await findTenant(context, { app: app.id, id });
    const create = context.commandLine(`setup-link create ${app.id} ${id}`);
    return {
      text: `The ${titleOf({ app: app.id, id })} has no set-up links. To create one: ${create}`,
      json: { links },
    };
  }
  const rows = links.map((link) => [
    shownSetupLinkId(link.id),
    link.state,
    allows(link),
    minute(link.expiresAt),
    String(link.openings),
    link.createdBy,
  ]);
  return {
    text: aligned([['LINK', 'STATE', 'ALLOWS', 'EXPIRES', 'OPENED', 'CREATED BY'], ...rows]),
    json: { links },
  };
}

/** What a link allows. An administrator's own page is a link that no secret opens. */
function allows({ intent, once, administrator }: SetupLinkView): string {
  if (administrator?.holder === 'self') return `${intent}, own page`;
  if (administrator?.holder === 'colleague') return `${intent}, for a colleague`;
  return once ? `${intent}, once` : intent;
}

/** A link in the output, without the hash of its secret. */
export interface SetupLinkView extends Omit<SetupLink, 'secretHash' | 'life'> {
  readonly state: 'open' | 'expired' | 'revoked' | 'used';
}

/** Returns a link for the output. */
export function viewLink({ secretHash: _, life: __, ...link }: SetupLink, now: Date): SetupLinkView {
  const isUsed = link.once && link.openings > 0;
  const open = isLinkOpen({ ...link, secretHash: '' }, now) ? (isUsed ? 'used' : 'open') : 'expired';
  return { ...link, state: link.revokedAt === undefined ? open : 'revoked' };
}
