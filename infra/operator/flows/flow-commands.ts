import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { registerFlowList } from './flow-list.ts';
import { registerFlowShow } from './flow-show.ts';

/** Adds the commands of `flow`. */
export function registerFlowCommands(flow: Command, terminal: Terminal): void {
  registerFlowList(flow, terminal);
  registerFlowShow(flow, terminal);
}
