import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { registerSetupLinkCreate } from './setup-link-create.ts';
import { registerSetupLinkList } from './setup-link-list.ts';
import { registerSetupLinkRevoke } from './setup-link-revoke.ts';

/** Adds the commands of `setup-link`. */
export function registerSetupLinkCommands(setupLink: Command, terminal: Terminal): void {
  registerSetupLinkCreate(setupLink, terminal);
  registerSetupLinkList(setupLink, terminal);
  registerSetupLinkRevoke(setupLink, terminal);
}
