import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import { newClientId } from '../../../shared/ids/client-id.ts';
import { hashOfSecret, newSecret } from '../../../shared/ids/secret.ts';
import type { OpenIdClient } from '../../../shared/openid/client.ts';
import { readApp, readDisplayName } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { appChoices } from '../known-apps.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import {
  addClientOptions,
  authenticationOption,
  type ClientOptions,
  clientOf,
  requireSoundClient,
} from './client-options.ts';
import { clientText, viewClient } from './client-view.ts';

interface AddOptions extends ClientOptions {
  readonly authentication: OpenIdClient['authentication'];
}

/** `client add`. */
export function registerClientAdd(client: Command, terminal: Terminal): void {
  addClientOptions(
    client
      .command('add')
      .description('register a program that signs people in by OpenID Connect')
      .argument('<app>', appChoices(), readApp)
      .argument('<name>', 'what the program is, for lists and logs: "Load balancer"', readDisplayName)
      .addOption(authenticationOption()),
  ).action((app: AppProfile, name: string, options: AddOptions, command: Command) =>
    runCommand(terminal, command, (context) => addClient(context, app, name, options)),
  );
}

async function addClient(
  context: CommandContext,
  app: AppProfile,
  displayName: string,
  { authentication, ...options }: AddOptions,
): Promise<CommandResult> {
  const author = await context.author();
  const secret = authentication === 'secret' ? newSecret() : undefined;
  const client: OpenIdClient = {
    redirectUris: [],
    postLogoutRedirectUris: [],
    ...(await clientOf(options)),
    app: app.id,
    id: newClientId(),
    displayName,
    authentication,
    secrets: secret === undefined ? [] : [{ hash: hashOfSecret(secret), createdAt: author.at }],
  };
  await requireSoundClient(context, client);
  const view = viewClient(context, { client, isDeclared: false });
  if (options.dryRun) {
    return {
      text: `${clientText(view)}\n\nNothing was added (--dry-run).`,
      json: { client: view, dryRun: true },
    };
  }
  if (!(await context.clients.add(client, author))) throw new Error('The id of a new client is taken');
  return {
    text: [
      `${app.displayName} has a new client. Enter these values at it:`,
      '',
      clientText(view),
      ...(secret === undefined ? [] : ['', `Client secret: ${secret}`, '', shownOnce]),
    ].join('\n'),
    json: { client: view, ...(secret === undefined ? {} : { secret }) },
  };
}

/** What every command says that shows a secret. */
export const shownOnce = 'The secret is shown only once. Keep it where the program reads its secrets.';
