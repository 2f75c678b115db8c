import { type Command, InvalidArgumentError } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import { claimMappingOf } from '../../../shared/claims/claim-mapping.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { defined } from '../../../shared/objects/defined.ts';
import type { JustInTime } from '../../../shared/tenants/just-in-time.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { addTenantArguments } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { OperatorError } from '../operator-error.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { changeOrTry } from './change-tenant.ts';
import { titleOf, viewTenant } from './tenant-view.ts';

interface JustInTimeOptions {
  readonly require?: { readonly claim: string; readonly value: string };
  readonly anybody?: boolean;
  readonly off?: boolean;
  readonly reason?: string;
  readonly dryRun?: boolean;
}

/** `tenant just-in-time`. */
export function registerTenantJustInTime(tenant: Command, terminal: Terminal): void {
  addTenantArguments(
    tenant.command('just-in-time').description('create users when they first sign in, or stop doing so'),
  )
    .option(
      '--require <claim=value>',
      'create a user for a person with this value, such as roles=Member',
      readRequired,
    )
    .option('--anybody', 'create a user for anybody of this directory')
    .option('--off', 'create no users; those that exist stay')
    .option('--reason <text>', 'why, for the history')
    .option('--dry-run', 'show what would change, change nothing')
    .action((app: AppProfile, id: TenantId, options: JustInTimeOptions, command: Command) => {
      const given = [options.require, options.anybody, options.off].filter((each) => each !== undefined);
      if (given.length !== 1) command.error('error: enter --require <claim=value>, --anybody or --off');
      return runCommand(terminal, command, (context) => setJustInTime(context, app, id, options));
    });
}

function readRequired(text: string): { readonly claim: string; readonly value: string } {
  const [, claim, value] = /^([^=]+)=(.{1,256})$/u.exec(text) ?? [];
  if (claim !== undefined && value !== undefined) return { claim, value };
  throw new InvalidArgumentError('Enter a claim and its value, such as roles=Member.');
}

async function setJustInTime(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  { require: required, anybody, reason, dryRun }: JustInTimeOptions,
): Promise<CommandResult> {
  const rule: JustInTime | undefined = required ?? (anybody ? { anybody: true } : undefined);
  const edit = (before: Tenant): Tenant => {
    const { justInTime: _, ...others } = before;
    const after = rule === undefined ? others : { ...others, justInTime: rule };
    requireMapped(context, app, after);
    return after;
  };
  const how = defined({ dryRun, reason });
  const tenant = await changeOrTry(context, { app: app.id, id }, edit, how);
  return {
    text: [
      `The ${titleOf(tenant)} ${justInTimeText(rule)}.`,
      ...(dryRun ? ['', 'Nothing was written (--dry-run).'] : []),
    ].join('\n'),
    json: { tenant: viewTenant(context, tenant), ...(dryRun ? { dryRun } : {}) },
  };
}

/** Says whom a tenant creates as users, behind its name. */
export function justInTimeText(rule: JustInTime | undefined): string {
  if (rule === undefined) return 'creates no users at a sign-in; those that exist stay';
  return 'anybody' in rule
    ? 'creates a user at the first sign-in of anybody of its directory'
    : `creates a user at the first sign-in of a person with ${rule.value} in ${rule.claim}`;
}

/**
 * Requires that the tenant maps the claim by which it creates users: without it no person would ever have the value.
 * @throws OperatorError `usage`
 */
export function requireMapped(
  context: CommandContext,
  app: AppProfile,
  { id, claims, justInTime }: Pick<Tenant, 'id' | 'claims' | 'justInTime'>,
): void {
  if (justInTime === undefined || 'anybody' in justInTime) return;
  const { claim } = justInTime;
  if (claimMappingOf(app.claims, claims).some((mapped) => mapped.claim === claim)) return;
  throw new OperatorError('usage', `The application gets no claim ${claim} of this tenant.`, [
    `Map it first: ${context.commandLine(`tenant claims set ${app.id} ${id} ${claim}`)}`,
    `Or create no users at a sign-in: ${context.commandLine(`tenant just-in-time ${app.id} ${id} --off`)}`,
  ]);
}
