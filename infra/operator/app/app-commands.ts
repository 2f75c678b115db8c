import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { registerAppCheck } from './check/app-check.ts';
import { registerAppNew } from './new/app-new.ts';

/** Adds the commands of `app`. */
export function registerAppCommands(app: Command, terminal: Terminal): void {
  registerAppNew(app, terminal);
  registerAppCheck(app, terminal);
}
