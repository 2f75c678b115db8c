import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { ClientId } from '../../../shared/ids/client-id.ts';
import { readApp } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { confirm, type DestroyOptions } from '../confirm.ts';
import { appChoices } from '../known-apps.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { readClientId } from './client-options.ts';
import { viewClient } from './client-view.ts';
import { findClient, requireOwnClient, unknownClient } from './find-client.ts';

/** `client remove`. */
export function registerClientRemove(client: Command, terminal: Terminal): void {
  client
    .command('remove')
    .description('remove a client: its secrets and tokens stop working')
    .argument('<app>', appChoices(), readApp)
    .argument('<client>', 'its id', readClientId)
    .option('--yes', 'do not ask for confirmation (implied by --json)')
    .option('--dry-run', 'show what would be removed, remove nothing')
    .action((app: AppProfile, id: ClientId, options: DestroyOptions, command: Command) =>
      runCommand(terminal, command, (context) => removeClient(context, app, id, options)),
    );
}

async function removeClient(
  context: CommandContext,
  app: AppProfile,
  id: ClientId,
  options: DestroyOptions,
): Promise<CommandResult> {
  const found = await findClient(context, app, id);
  requireOwnClient(app, found);
  const removed = viewClient(context, found);
  const effect = `This removes client ${id} (${found.client.displayName}) for good. It can sign nobody in any more, and its tokens stop working.`;
  if (options.dryRun)
    return { text: `${effect}\nNothing was removed (--dry-run).`, json: { removed, dryRun: true } };
  await confirm(context, options, { effect, word: id, command: `client remove ${app.id} ${id}` });
  if (!(await context.clients.remove(id))) throw unknownClient(context, app, id);
  return {
    text: `Client ${id} is removed. Within a minute no sign-in begins for it any more.`,
    json: { removed },
  };
}
