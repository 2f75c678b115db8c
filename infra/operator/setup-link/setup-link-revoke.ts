import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import { type SetupLinkId, shownSetupLinkId } from '../../../shared/ids/setup-link-id.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { withoutDraftOf } from '../../../shared/tenants/draft/draft.ts';
import type { ChangeAuthor } from '../../../shared/tenants/history/tenant-change.ts';
import { addTenantArguments, readLinkId } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { OperatorError } from '../operator-error.ts';
import { runCommand } from '../run-command.ts';
import { titleOf } from '../tenants/tenant-view.ts';
import type { Terminal } from '../terminal.ts';

/** `setup-link revoke`. */
export function registerSetupLinkRevoke(setupLink: Command, terminal: Terminal): void {
  addTenantArguments(
    setupLink.command('revoke').description('revoke a set-up link and the pages that were opened with it'),
  )
    .argument('<link>', 'its id, as setup-link list shows it', readLinkId)
    .action((app: AppProfile, id: TenantId, link: SetupLinkId, _: unknown, command: Command) =>
      runCommand(terminal, command, (context) => revokeLink(context, app, id, link)),
    );
}

/** Revokes a link, and then discards its draft: repeat it after an interruption. @throws OperatorError `link-unknown` */
export async function revokeLink(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  link: SetupLinkId,
): Promise<CommandResult> {
  const found = await context.setupLinks.find(app.id, id, link);
  if (found === undefined) {
    throw new OperatorError(
      'link-unknown',
      `The ${titleOf({ app: app.id, id })} has no set-up link ${shownSetupLinkId(link)}.`,
      [`To list them: ${context.commandLine(`setup-link list ${app.id} ${id}`)}`],
    );
  }
  const author = await context.author();
  const revoked = await context.setupLinks.revoke(app.id, id, link, author.at);
  if (revoked) {
    await context.tenants.note(app.id, id, author, [{ kind: 'setup-link', link, became: 'revoked' }]);
  }
  // Also for a link that was already revoked: a command that was interrupted here is repeated.
  const draftGivenUp = await giveUpDraft(context, app, id, link, author);
  const text = [
    revoked
      ? `Set-up link ${shownSetupLinkId(link)} is revoked, and so is every page that was opened with it.`
      : `Set-up link ${shownSetupLinkId(link)} was already revoked.`,
    ...(draftGivenUp ? ['Its draft is discarded.'] : []),
  ].join(' ');
  return { text, json: { link, revoked, draftGivenUp } };
}

/** Discards the draft of a revoked link. The link is revoked first, so no open page can save another draft. */
async function giveUpDraft(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  link: SetupLinkId,
  author: ChangeAuthor,
): Promise<boolean> {
  let isGivenUp = false;
  await context.tenants.change(app.id, id, author, (tenant) => {
    isGivenUp = tenant.draft?.link === link;
    return withoutDraftOf(tenant, link);
  });
  return isGivenUp;
}
