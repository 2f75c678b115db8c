import type { Command } from 'commander';
import { readSignInName } from '../arguments.ts';
import { addTenantArguments } from '../tenants/tenant-arguments.ts';

/** Adds the three arguments that name a user. */
export function addUserArguments(command: Command): Command {
  return addTenantArguments(command).argument(
    '<sign-in name>',
    'what Entra sends as Name ID: the user principal name',
    readSignInName,
  );
}
