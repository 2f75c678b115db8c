import type { Command } from 'commander';
import { readApp, readTenantId } from '../arguments.ts';

/** Adds the two arguments that name a tenant. */
export function addTenantArguments(command: Command): Command {
  return command
    .argument('<app>', 'timetrack or trakstar', readApp)
    .argument('<tenant>', "the customer's name in the app", readTenantId);
}
