import type { Command } from 'commander';
import type { AppProfile, TenantId } from '../../../shared/apps/profile.ts';
import type { SetupLinkId } from '../../../shared/setup/setup-link.ts';
import { readLinkId } from '../arguments.ts';
import type { Desk } from '../desk.ts';
import { OperatorError } from '../operator-error.ts';
import { perform } from '../perform.ts';
import type { Report } from '../report.ts';
import { addTenantArguments } from '../tenants/tenant-arguments.ts';
import { titleOf } from '../tenants/tenant-view.ts';
import type { Terminal } from '../terminal.ts';

/** `setup-link revoke`. */
export function registerSetupLinkRevoke(setupLink: Command, terminal: Terminal): void {
  addTenantArguments(
    setupLink.command('revoke').description('close a set-up link, and the pages that were opened with it'),
  )
    .argument('<link>', 'what setup-link list calls it', readLinkId)
    .action((app: AppProfile, id: TenantId, link: SetupLinkId, _: unknown, command: Command) =>
      perform(terminal, command, (desk) => revokeLink(desk, app, id, link)),
    );
}

async function revokeLink(desk: Desk, app: AppProfile, id: TenantId, link: SetupLinkId): Promise<Report> {
  const found = await desk.setupLinks.find(app.id, id, link);
  if (found === undefined) {
    throw new OperatorError(
      'link-unknown',
      `The ${titleOf({ app: app.id, id })} has no set-up link ${link}.`,
      [`To see which there are: ${desk.commandLine(`setup-link list ${app.id} ${id}`)}`],
    );
  }
  const author = await desk.author();
  const revoked = await desk.setupLinks.revoke(app.id, id, link, author.at);
  if (revoked) {
    await desk.tenants.note(app.id, id, author, [{ kind: 'setup-link', link, became: 'revoked' }]);
  }
  const text = revoked
    ? `Set-up link ${link} is closed, and so is every page that was opened with it.`
    : `Set-up link ${link} was closed already.`;
  return { text, json: { link, revoked } };
}
