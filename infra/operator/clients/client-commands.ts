import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { registerClientAdd } from './client-add.ts';
import { registerClientChange } from './client-change.ts';
import { registerClientList } from './client-list.ts';
import { registerClientRemove } from './client-remove.ts';
import { registerClientRotate } from './client-rotate.ts';
import { registerClientShow } from './client-show.ts';

/** Adds the commands of `client`. */
export function registerClientCommands(client: Command, terminal: Terminal): void {
  registerClientAdd(client, terminal);
  registerClientList(client, terminal);
  registerClientShow(client, terminal);
  registerClientChange(client, terminal);
  registerClientRotate(client, terminal);
  registerClientRemove(client, terminal);
}
