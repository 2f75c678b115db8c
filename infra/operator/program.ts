import { Command, Option } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { readProfile, readRegion, readStageName } from './arguments.ts';
import { registerArticle } from './article.ts';
import { registerCompletion } from './completion/completion.ts';
import { registerDoctor } from './doctor/doctor-command.ts';
import { registerExplain } from './explain/explain-command.ts';
import { exampleApp, loadKnownApps } from './known-apps.ts';
import { wrappedHelp } from './layout/help-text.ts';
import { isNpmScript, requireAllOptions } from './npm-options.ts';
import { errorPrefix } from './operator-error.ts';
import type { Terminal } from './terminal.ts';
import { bold } from './terminal.ts';

/** Commands that share their first word. */
interface CommandGroup {
  readonly name: string;
  readonly alias?: string;
  readonly description: string;
  /** Imports the commands of the group and adds them to its parser. */
  load(group: Command, terminal: Terminal): Promise<void>;
}

const groups: readonly CommandGroup[] = [
  {
    name: 'app',
    alias: 'apps',
    description: 'describe an application and check its document',
    load: async (group, terminal) =>
      (await import('./app/app-commands.ts')).registerAppCommands(group, terminal),
  },
  {
    name: 'tenant',
    description: 'manage customers (tenants), their certificates and their settings',
    load: async (group, terminal) =>
      (await import('./tenants/tenant-commands.ts')).registerTenantCommands(group, terminal),
  },
  {
    name: 'key-claim',
    description: 'manage which tenant owns a signing key, where tenants share one Identifier',
    load: async (group, terminal) =>
      (await import('./key-claims/key-claim-commands.ts')).registerKeyClaimCommands(group, terminal),
  },
  {
    name: 'setup-link',
    description: 'manage secret links that let an administrator set up one tenant',
    load: async (group, terminal) =>
      (await import('./setup-link/setup-link-commands.ts')).registerSetupLinkCommands(group, terminal),
  },
  {
    name: 'client',
    alias: 'clients',
    description: 'manage programs that sign people in by OpenID Connect, and their secrets',
    load: async (group, terminal) =>
      (await import('./clients/client-commands.ts')).registerClientCommands(group, terminal),
  },
  {
    name: 'user',
    description: 'manage the people of a tenant',
    load: async (group, terminal) =>
      (await import('./users/user-commands.ts')).registerUserCommands(group, terminal),
  },
  {
    name: 'session',
    alias: 'sessions',
    description: 'list who is signed in, and end sessions',
    load: async (group, terminal) =>
      (await import('./sessions/session-commands.ts')).registerSessionCommands(group, terminal),
  },
  {
    name: 'flow',
    alias: 'flows',
    description: 'find out why a sign-in failed',
    load: async (group, terminal) =>
      (await import('./flows/flow-commands.ts')).registerFlowCommands(group, terminal),
  },
  {
    name: 'gallery',
    description: "prepare an application for Microsoft's gallery and prove that it is ready",
    load: async (group, terminal) =>
      (await import('./gallery/gallery-commands.ts')).registerGalleryCommands(group, terminal),
  },
];

const afterHelp = () => `
Add a customer and its first user (on this machine):
  $ npx latchkey tenant add ${exampleApp()} initech --metadata-url '<App Federation Metadata Url>' --local
  $ npx latchkey user add ${exampleApp()} initech b.simon@initech.example --name 'B.Simon' --local

Choose where the commands work:
  --local            the tables of \`npm start\` on this machine
  --stage <name>     a deployed stage; --profile and --region as for any AWS tool
  neither            the tables named by TENANTS_TABLE and FLOWS_TABLE

Help for one command: npx latchkey tenant key --help. Exit codes: 0 done, 1 refused or failed, 2 invalid command line.
More in docs/operating.md.
`;

/**
 * Returns the parser. It loads the commands of a group when a command line names the group, so that `--help` loads
 * neither the AWS SDK nor a parser of XML. With `isJson` it writes no usage errors: the caller writes them as JSON.
 */
export function createProgram(
  terminal: Terminal,
  { isJson = false }: { readonly isJson?: boolean } = {},
): Command {
  const helpColumns = terminal.columns ?? 80;
  const program = new Command('latchkey')
    .description('Manage SAML single sign-on: customers, their certificates and their people.')
    .addOption(new Option('--local', 'use the tables of `npm start` on this machine').conflicts('stage'))
    .option('--stage <name>', 'use a deployed stage', readStageName)
    .option('--profile <name>', 'AWS profile, with --stage', readProfile)
    .option('--region <name>', 'AWS region, with --stage', readRegion)
    .option('--json', 'print one JSON document, for scripts')
    .version(manifest.version, '--version', 'print the version')
    .addHelpText('after', afterHelp)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.write(wrappedHelp(text, helpColumns)),
      writeErr: (text) => {
        if (!isJson) terminal.writeError(text);
      },
      getOutHelpWidth: () => helpColumns,
      getErrHelpWidth: () => helpColumns,
      outputError: (text, write) => write(text.replace(/^error: /, errorPrefix)),
      getOutHasColors: () => terminal.hasColors,
      getErrHasColors: () => terminal.hasColors,
    })
    .configureHelp({ showGlobalOptions: true, styleTitle: bold, minWidthToWrap: 20 })
    .showHelpAfterError('(use --help for details)');
  for (const { name, alias, description } of groups) {
    const group = program.command(name).description(description);
    if (alias !== undefined) group.alias(alias);
  }
  registerExplain(program, terminal);
  registerArticle(program, terminal);
  registerDoctor(program, terminal);
  registerCompletion(program, terminal, () => loadEveryCommand(program, terminal));
  return program.hook('preSubcommand', async (_, command) => {
    await loadKnownApps();
    if (isNpmScript(terminal.environment)) await loadEveryCommand(program, terminal);
    else await loadCommands(command, terminal);
    requireAllOptions(program, terminal.environment);
  });
}

/** Loads the commands of every group: for what reads the whole parser. */
export async function loadEveryCommand(program: Command, terminal: Terminal): Promise<void> {
  for (const command of program.commands) await loadCommands(command, terminal);
}

async function loadCommands(command: Command, terminal: Terminal): Promise<void> {
  const group = groups.find(({ name }) => name === command.name());
  if (group !== undefined && command.commands.length === 0) await group.load(command, terminal);
}
