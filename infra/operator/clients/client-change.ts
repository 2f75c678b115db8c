import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { ClientId } from '../../../shared/ids/client-id.ts';
import { defined } from '../../../shared/objects/defined.ts';
import type { OpenIdClient } from '../../../shared/openid/client.ts';
import { readApp, readDisplayName } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { appChoices } from '../known-apps.ts';
import { OperatorError } from '../operator-error.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import {
  addClientOptions,
  type ClientOptions,
  clientOf,
  readClientId,
  requireSoundClient,
} from './client-options.ts';
import { clientText, viewClient } from './client-view.ts';
import { findClient, requireOwnClient, unknownClient } from './find-client.ts';

interface ChangeOptions extends ClientOptions {
  readonly name?: string;
  readonly everyTenant?: boolean;
}

/** `client change`. */
export function registerClientChange(client: Command, terminal: Terminal): void {
  addClientOptions(
    client
      .command('change')
      .description('change a client: a list that is given replaces the one before')
      .argument('<app>', appChoices(), readApp)
      .argument('<client>', 'its id', readClientId)
      .option('--name <name>', 'what the program is', readDisplayName)
      .option('--every-tenant', 'sign in people of every tenant again'),
  ).action((app: AppProfile, id: ClientId, options: ChangeOptions, command: Command) =>
    runCommand(terminal, command, (context) => changeClient(context, app, id, options)),
  );
}

async function changeClient(
  context: CommandContext,
  app: AppProfile,
  id: ClientId,
  { name, everyTenant = false, ...options }: ChangeOptions,
): Promise<CommandResult> {
  const changes = { ...(await clientOf(options)), ...defined({ displayName: name }) };
  if (everyTenant && changes.tenants !== undefined)
    throw new OperatorError('usage', '--tenant and --every-tenant exclude each other. Use one of them.');
  if (Object.keys(changes).length === 0 && !everyTenant)
    throw new OperatorError(
      'usage',
      'Enter at least one option that changes the client. To list them: client change --help.',
    );
  const edit = (before: OpenIdClient): OpenIdClient => {
    const { tenants, ...others } = before;
    return { ...(everyTenant ? others : before), ...changes };
  };
  const found = await findClient(context, app, id);
  requireOwnClient(app, found);
  const meant = edit(found.client);
  await requireSoundClient(context, meant);
  if (options.dryRun) {
    const view = viewClient(context, { ...found, client: meant });
    return {
      text: `${clientText(view)}\n\nNothing was changed (--dry-run).`,
      json: { client: view, dryRun: true },
    };
  }
  const author = await context.author();
  const client = await context.clients.change(id, author, edit);
  if (client === undefined) throw unknownClient(context, app, id);
  const view = viewClient(context, { ...found, client, changedAt: author.at, changedBy: author.by });
  return { text: `Client ${id} is changed.\n\n${clientText(view)}`, json: { client: view } };
}
