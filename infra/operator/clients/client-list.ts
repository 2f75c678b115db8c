import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import { readApp } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { aligned, type CommandResult, minute } from '../command-result.ts';
import { appChoices } from '../known-apps.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { type ClientView, viewClient } from './client-view.ts';

/** `client list`. */
export function registerClientList(client: Command, terminal: Terminal): void {
  client
    .command('list')
    .description('list the clients of an app, and when their secrets expire')
    .argument('<app>', appChoices(), readApp)
    .action((app: AppProfile, _: unknown, command: Command) =>
      runCommand(terminal, command, (context) => listClients(context, app)),
    );
}

async function listClients(context: CommandContext, app: AppProfile): Promise<CommandResult> {
  const clients = (await context.clients.list(app.id)).map((record) => viewClient(context, record));
  if (clients.length === 0) {
    const add = context.commandLine(`client add ${app.id} <name> --redirect-uri <address>`);
    return { text: `${app.displayName} has no clients. To add one: ${add}`, json: { clients } };
  }
  const rows = clients.map((each) => [
    each.id,
    each.displayName,
    each.authentication,
    secretsText(each),
    each.declared ? 'app document' : 'command',
  ]);
  return {
    text: aligned([['CLIENT', 'NAME', 'AUTHENTICATION', 'SECRETS', 'BY'], ...rows]),
    json: { clients },
  };
}

function secretsText({ authentication, secrets }: ClientView): string {
  if (authentication !== 'secret') return '';
  const usable = secrets.filter(({ expired }) => !expired);
  const [first] = usable.flatMap(({ expiresAt }) => expiresAt ?? []);
  if (usable.length === 0) return 'none';
  return first === undefined ? String(usable.length) : `${usable.length}, one expires ${minute(first)}`;
}
