import { Command, Option } from 'commander';
import { readProfile, readRegion, readStageName } from './arguments.ts';
import { registerArticle } from './article.ts';
import { registerCompletion } from './completion/completion.ts';
import { registerMetadata } from './connection/metadata-set.ts';
import { registerDoctor } from './doctor/doctor.ts';
import { registerExplain } from './explain/explain.ts';
import { registerFlowList } from './flows/flow-list.ts';
import { registerFlowShow } from './flows/flow-show.ts';
import { registerUserImport } from './import/user-import.ts';
import { registerKeyClaimList } from './key-claims/key-claim-list.ts';
import { registerKeyClaimRelease } from './key-claims/key-claim-release.ts';
import { registerKeyAdd } from './keys/key-add.ts';
import { registerKeyList } from './keys/key-list.ts';
import { registerKeyMoves } from './keys/key-move.ts';
import { registerTenantEncryption } from './own-keys/tenant-encryption.ts';
import { registerTenantRequestSigning } from './own-keys/tenant-request-signing.ts';
import { registerSetupLinkCreate } from './setup-link/setup-link-create.ts';
import { registerSetupLinkList } from './setup-link/setup-link-list.ts';
import { registerSetupLinkRevoke } from './setup-link/setup-link-revoke.ts';
import { registerTenantAdd } from './tenants/tenant-add.ts';
import { registerTenantEndSessions } from './tenants/tenant-end-sessions.ts';
import { registerTenantGrace } from './tenants/tenant-grace.ts';
import { registerTenantHistory } from './tenants/tenant-history.ts';
import { registerTenantList } from './tenants/tenant-list.ts';
import { registerTenantRemove } from './tenants/tenant-remove.ts';
import { registerTenantSet } from './tenants/tenant-set.ts';
import { registerTenantShow } from './tenants/tenant-show.ts';
import { registerTenantState } from './tenants/tenant-state.ts';
import type { Terminal } from './terminal.ts';
import { bold } from './terminal.ts';
import { registerUserAdd } from './users/user-add.ts';
import { registerUserAdministrator } from './users/user-administrator.ts';
import { registerUserEndSessions } from './users/user-end-sessions.ts';
import { registerUserList } from './users/user-list.ts';
import { registerUserRebind } from './users/user-rebind.ts';
import { registerUserRemove } from './users/user-remove.ts';
import { registerUserRename } from './users/user-rename.ts';
import { registerUserShow } from './users/user-show.ts';
import { registerUserState } from './users/user-state.ts';

const afterHelp = `
Add a customer and its first user (on this machine):
  $ npx latchkey tenant add timetrack initech --metadata-url '<App Federation Metadata Url>' --local
  $ npx latchkey user add timetrack initech b.simon@initech.example --name 'B.Simon' --local

Choose where the commands work:
  --local            the tables of \`npm start\` on this machine
  --stage <name>     a deployed stage; --profile and --region as for any AWS tool
  neither            the tables named by TENANTS_TABLE and FLOWS_TABLE

Help for one command: npx latchkey tenant key --help. Exit codes: 0 done, 1 refused or failed, 2 invalid command line.
More in docs/operating.md.
`;

/** Returns the parser of all commands. With `isJson` it writes no usage errors: the caller writes them as JSON. */
export function createProgram(
  terminal: Terminal,
  { isJson = false }: { readonly isJson?: boolean } = {},
): Command {
  const program = new Command('latchkey')
    .description('Manage SAML single sign-on: customers, their certificates and their people.')
    .addOption(new Option('--local', 'use the tables of `npm start` on this machine').conflicts('stage'))
    .option('--stage <name>', 'use a deployed stage', readStageName)
    .option('--profile <name>', 'AWS profile, with --stage', readProfile)
    .option('--region <name>', 'AWS region, with --stage', readRegion)
    .option('--json', 'print one JSON document, for scripts')
    .addHelpText('after', afterHelp)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.write(text),
      writeErr: (text) => {
        if (!isJson) terminal.writeError(text);
      },
      getOutHasColors: () => terminal.hasColors,
      getErrHasColors: () => terminal.hasColors,
    })
    .configureHelp({ showGlobalOptions: true, styleTitle: bold })
    .showHelpAfterError('(use --help for details)');
  registerTenantCommands(program, terminal);
  registerKeyClaimCommands(program, terminal);
  registerSetupLinkCommands(program, terminal);
  registerUserCommands(program, terminal);
  registerSignInCommands(program, terminal);
  registerArticle(program, terminal);
  registerDoctor(program, terminal);
  registerCompletion(program, terminal);
  return program;
}

function registerTenantCommands(program: Command, terminal: Terminal): void {
  const tenant = program
    .command('tenant')
    .description('manage customers (tenants), their certificates and their settings');
  tenant.commandsGroup('Tenants:');
  registerTenantAdd(tenant, terminal);
  registerTenantList(tenant, terminal);
  registerTenantShow(tenant, terminal);
  registerTenantSet(tenant, terminal);
  registerTenantState(tenant, terminal);
  registerTenantEndSessions(tenant, terminal);
  registerTenantRemove(tenant, terminal);
  registerTenantHistory(tenant, terminal);
  tenant.commandsGroup('Certificates and metadata:');
  const key = tenant.command('key').description('manage the signing certificates that a tenant trusts');
  registerKeyList(key, terminal);
  registerKeyAdd(key, terminal);
  registerKeyMoves(key, terminal);
  registerMetadata(tenant, terminal);
  registerTenantGrace(tenant, terminal);
  tenant.commandsGroup('Encryption and request signing:');
  registerTenantEncryption(tenant, terminal);
  registerTenantRequestSigning(tenant, terminal);
}

function registerKeyClaimCommands(program: Command, terminal: Terminal): void {
  const keyClaim = program
    .command('key-claim')
    .description('manage which tenant owns a signing key, where tenants share one Identifier');
  registerKeyClaimList(keyClaim, terminal);
  registerKeyClaimRelease(keyClaim, terminal);
}

function registerSetupLinkCommands(program: Command, terminal: Terminal): void {
  const setupLink = program
    .command('setup-link')
    .description('manage secret links that let an administrator set up one tenant');
  registerSetupLinkCreate(setupLink, terminal);
  registerSetupLinkList(setupLink, terminal);
  registerSetupLinkRevoke(setupLink, terminal);
}

function registerSignInCommands(program: Command, terminal: Terminal): void {
  const flow = program.command('flow').alias('flows').description('find out why a sign-in failed');
  registerFlowList(flow, terminal);
  registerFlowShow(flow, terminal);
  registerExplain(program, terminal);
}

function registerUserCommands(program: Command, terminal: Terminal): void {
  const user = program.command('user').description('manage the people of a tenant');
  registerUserAdd(user, terminal);
  registerUserImport(user, terminal);
  registerUserList(user, terminal);
  registerUserShow(user, terminal);
  registerUserState(user, terminal);
  registerUserAdministrator(user, terminal);
  registerUserEndSessions(user, terminal);
  registerUserRename(user, terminal);
  registerUserRebind(user, terminal);
  registerUserRemove(user, terminal);
}
