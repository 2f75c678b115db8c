import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { registerKeyClaimList } from './key-claim-list.ts';
import { registerKeyClaimRelease } from './key-claim-release.ts';

/** Adds the commands of `key-claim`. */
export function registerKeyClaimCommands(keyClaim: Command, terminal: Terminal): void {
  registerKeyClaimList(keyClaim, terminal);
  registerKeyClaimRelease(keyClaim, terminal);
}
