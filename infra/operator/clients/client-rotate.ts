import type { Command } from 'commander';
import { Option } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { ClientId } from '../../../shared/ids/client-id.ts';
import { hashOfSecret, newSecret } from '../../../shared/ids/secret.ts';
import { maximumClientSecrets, type OpenIdClient } from '../../../shared/openid/client.ts';
import { readApp, readLifetime } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { type CommandResult, minute } from '../command-result.ts';
import { appChoices } from '../known-apps.ts';
import { OperatorError } from '../operator-error.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { shownOnce } from './client-add.ts';
import { readClientId } from './client-options.ts';
import { clientText, viewClient } from './client-view.ts';
import { findClient, unknownClient } from './find-client.ts';

interface RotateOptions {
  /** Seconds. */
  readonly expires?: number;
  readonly atOnce?: boolean;
  readonly dryRun?: boolean;
}

/** How long the secret before goes on, in seconds, where nothing else is said. */
const defaultOverlapSeconds = 7 * 86_400;

/** `client rotate`. */
export function registerClientRotate(client: Command, terminal: Terminal): void {
  client
    .command('rotate')
    .description('make a new secret of a client; the one before goes on for a while')
    .argument('<app>', appChoices(), readApp)
    .argument('<client>', 'its id', readClientId)
    .addOption(
      new Option('--expires <time>', 'how long the secret before goes on: 12h, 7d (default 7d, at most 30d)')
        .argParser(readLifetime)
        .conflicts('atOnce'),
    )
    .option('--at-once', 'every secret before stops now: for one that others may have')
    .option('--dry-run', 'show the result, change nothing')
    .action((app: AppProfile, id: ClientId, options: RotateOptions, command: Command) =>
      runCommand(terminal, command, (context) => rotateSecret(context, app, id, options)),
    );
}

async function rotateSecret(
  context: CommandContext,
  app: AppProfile,
  id: ClientId,
  { expires = defaultOverlapSeconds, atOnce = false, dryRun = false }: RotateOptions,
): Promise<CommandResult> {
  const found = await findClient(context, app, id);
  const author = await context.author();
  const secret = newSecret();
  const edit = (before: OpenIdClient): OpenIdClient => {
    requireSecrets(context, app, before, author.at, atOnce);
    const end = new Date(author.at.getTime() + expires * 1_000);
    const kept = atOnce ? [] : validAt(before, author.at).map((each) => endedBy(each, end));
    return { ...before, secrets: [...kept, { hash: hashOfSecret(secret), createdAt: author.at }] };
  };
  const client = dryRun ? edit(found.client) : await context.clients.change(id, author, edit);
  if (client === undefined) throw unknownClient(context, app, id);
  const [previous] = client.secrets.flatMap(({ expiresAt }) => expiresAt ?? []);
  const view = viewClient(context, { ...found, client, changedAt: author.at, changedBy: author.by });
  if (dryRun)
    return {
      text: `${clientText(view)}\n\nNothing was changed (--dry-run).`,
      json: { client: view, dryRun: true },
    };
  const until =
    previous === undefined
      ? 'No other secret of it works.'
      : `The secret before works until ${minute(previous)}: change it at the program before that.`;
  return {
    text: [`Client ${id} has a new secret. ${until}`, '', `Client secret: ${secret}`, '', shownOnce].join(
      '\n',
    ),
    json: { client: view, secret },
  };
}

/** @throws OperatorError `client-refused`, `client-secrets-full` */
function requireSecrets(
  context: CommandContext,
  app: AppProfile,
  client: OpenIdClient,
  now: Date,
  atOnce: boolean,
): void {
  if (client.authentication !== 'secret') {
    throw new OperatorError(
      'client-refused',
      `Client ${client.id} has no secrets: its authentication is ${client.authentication}.`,
    );
  }
  const valid = validAt(client, now);
  if (atOnce || valid.length < maximumClientSecrets) return;
  const [end] = valid.flatMap(({ expiresAt }) => expiresAt ?? []);
  throw new OperatorError(
    'client-secrets-full',
    `Client ${client.id} has two secrets already${end === undefined ? '' : `; one expires ${minute(end)}`}.`,
    ['Wait until then, or end both:', context.commandLine(`client rotate ${app.id} ${client.id} --at-once`)],
  );
}

function validAt({ secrets }: OpenIdClient, now: Date): OpenIdClient['secrets'] {
  return secrets.filter(({ expiresAt }) => expiresAt === undefined || now < expiresAt);
}

/** An end that was set before is never put off. */
function endedBy(secret: OpenIdClient['secrets'][number], end: Date): OpenIdClient['secrets'][number] {
  const { expiresAt } = secret;
  return { ...secret, expiresAt: expiresAt !== undefined && expiresAt < end ? expiresAt : end };
}
