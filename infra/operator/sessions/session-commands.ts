import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { registerSessionList } from './session-list.ts';
import { registerSessionRevoke } from './session-revoke.ts';
import { registerSessionShow } from './session-show.ts';

/** Adds the commands of `session`. */
export function registerSessionCommands(session: Command, terminal: Terminal): void {
  registerSessionList(session, terminal);
  registerSessionShow(session, terminal);
  registerSessionRevoke(session, terminal);
}
