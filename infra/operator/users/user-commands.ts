import type { Command } from 'commander';
import { registerUserImport } from '../import/user-import.ts';
import type { Terminal } from '../terminal.ts';
import { registerUserAdd } from './user-add.ts';
import { registerUserAdministrator } from './user-administrator.ts';
import { registerUserEndSessions } from './user-end-sessions.ts';
import { registerUserList } from './user-list.ts';
import { registerUserRebind } from './user-rebind.ts';
import { registerUserRemove } from './user-remove.ts';
import { registerUserRename } from './user-rename.ts';
import { registerUserShow } from './user-show.ts';
import { registerUserState } from './user-state.ts';

/** Adds the commands of `user`. */
export function registerUserCommands(user: Command, terminal: Terminal): void {
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
