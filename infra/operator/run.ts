import { Command, CommanderError } from 'commander';
import { registerMetadata } from './connection/metadata-set.ts';
import { explainFailure } from './explain-failure.ts';
import { registerUserImport } from './import/user-import.ts';
import { registerKeyAdd } from './keys/key-add.ts';
import { registerKeyList } from './keys/key-list.ts';
import { registerKeyMoves } from './keys/key-move.ts';
import { OperatorError } from './operator-error.ts';
import { registerTenantEncryption } from './own-keys/tenant-encryption.ts';
import { registerTenantRequestSigning } from './own-keys/tenant-request-signing.ts';
import { registerTenantAdd } from './tenant-add.ts';
import { registerTenantGrace } from './tenant-grace.ts';
import { registerTenantHistory } from './tenant-history.ts';
import { registerTenantList } from './tenant-list.ts';
import { registerTenantRemove } from './tenant-remove.ts';
import { registerTenantSet } from './tenant-set.ts';
import { registerTenantShow } from './tenant-show.ts';
import { registerTenantState } from './tenant-state.ts';
import type { Terminal } from './terminal.ts';
import { registerUserAdd } from './user-add.ts';
import { registerUserList } from './user-list.ts';
import { registerUserState } from './user-state.ts';
import { registerUserRebind } from './users/user-rebind.ts';
import { registerUserRemove } from './users/user-remove.ts';
import { registerUserRename } from './users/user-rename.ts';
import { registerUserShow } from './users/user-show.ts';

/**
 * The latchkey command. Ends with 0 where it did what it was asked to, 1 where it was refused or failed, 2
 * where the command line or the environment makes no sense. With `--json` stdout holds one JSON document,
 * `{"error": {code, message, next}}` where the command did not succeed.
 */
export async function runLatchkey(args: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  // Asked of the words, not of the parser: it may be the parser that refuses.
  const json = args.includes('--json');
  try {
    await createProgram(terminal, json).parseAsync(args, { from: 'user' });
    return 0;
  } catch (failure) {
    if (failure instanceof CommanderError && failure.exitCode === 0) return 0;
    const error =
      failure instanceof CommanderError
        ? wrongUsage(failure)
        : explainFailure(failure, args.includes('--local'));
    const { code, message, next } = error;
    if (json) terminal.write(`${JSON.stringify({ error: { code, message, next } })}\n`);
    // The parser has written its own refusals already.
    else if (!(failure instanceof CommanderError))
      terminal.writeError([`latchkey: ${message}`, ...next, ''].join('\n'));
    return error.exitCode;
  }
}

function createProgram(terminal: Terminal, json: boolean): Command {
  const program = new Command('latchkey')
    .description('Tenants and users of Latchkey')
    .option('--json', 'write one JSON document')
    .option('--local', 'work on the tables of `npm start` on this machine')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.write(text),
      writeErr: (text) => {
        if (!json) terminal.writeError(text);
      },
    })
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(--help tells more)');
  const tenant = program.command('tenant').description('the customers of an app');
  registerTenantAdd(tenant, terminal);
  registerTenantList(tenant, terminal);
  registerTenantShow(tenant, terminal);
  registerTenantSet(tenant, terminal);
  registerTenantState(tenant, terminal);
  const key = tenant.command('key').description('the signing certificates that a tenant trusts');
  registerKeyList(key, terminal);
  registerKeyAdd(key, terminal);
  registerKeyMoves(key, terminal);
  registerMetadata(tenant, terminal);
  registerTenantEncryption(tenant, terminal);
  registerTenantRequestSigning(tenant, terminal);
  registerTenantGrace(tenant, terminal);
  registerTenantHistory(tenant, terminal);
  registerTenantRemove(tenant, terminal);
  const user = program.command('user').description('the people of a tenant');
  registerUserAdd(user, terminal);
  registerUserImport(user, terminal);
  registerUserList(user, terminal);
  registerUserShow(user, terminal);
  registerUserState(user, terminal);
  registerUserRename(user, terminal);
  registerUserRebind(user, terminal);
  registerUserRemove(user, terminal);
  return program;
}

function wrongUsage({ code, message }: CommanderError): OperatorError {
  const text =
    code === 'commander.help' ? 'Which command? --help lists them.' : message.replace(/^error: /, '');
  return new OperatorError('usage', text);
}
