import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { ClientId } from '../../../shared/ids/client-id.ts';
import { readApp } from '../arguments.ts';
import { appChoices } from '../known-apps.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { readClientId } from './client-options.ts';
import { clientText, viewClient } from './client-view.ts';
import { findClient } from './find-client.ts';

/** `client show`. */
export function registerClientShow(client: Command, terminal: Terminal): void {
  client
    .command('show')
    .description('show a client, and the values to enter at it')
    .argument('<app>', appChoices(), readApp)
    .argument('<client>', 'its id', readClientId)
    .action((app: AppProfile, id: ClientId, _: unknown, command: Command) =>
      runCommand(terminal, command, async (context) => {
        const view = viewClient(context, await findClient(context, app, id));
        return { text: clientText(view), json: { client: view } };
      }),
    );
}
