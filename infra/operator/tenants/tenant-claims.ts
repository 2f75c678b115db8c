import type { Command } from 'commander';
import * as v from 'valibot';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { ClaimRule, ClaimRules } from '../../../shared/claims/claim-rules.ts';
import { claimRulesSchema } from '../../../shared/claims/claim-rules-schema.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { defined } from '../../../shared/objects/defined.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { addTenantArguments } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { OperatorError } from '../operator-error.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { changeOrTry, findTenant } from './change-tenant.ts';
import { claimsText, viewClaims } from './claims-view.ts';
import { requireMapped } from './tenant-just-in-time.ts';
import { titleOf } from './tenant-view.ts';

interface ChangeOptions {
  readonly reason?: string;
  readonly dryRun?: boolean;
}

interface ClaimOptions extends ChangeOptions {
  readonly attribute?: readonly string[];
  readonly source?: string;
  readonly many?: boolean;
  readonly one?: boolean;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly off?: boolean;
}

/** `tenant claims show`, `set` and `reset`. */
export function registerTenantClaims(tenant: Command, terminal: Terminal): void {
  const claims = tenant
    .command('claims')
    .description('manage what the application gets to know of a tenant’s people');
  addTenantArguments(claims.command('show').description('show the claims that the application gets')).action(
    (app: AppProfile, id: TenantId, _: unknown, command: Command) =>
      runCommand(terminal, command, async (context) =>
        shown(app, await findTenant(context, { app: app.id, id })),
      ),
  );
  registerSet(claims, terminal);
  registerReset(claims, terminal);
}

function registerSet(claims: Command, terminal: Terminal): void {
  addTenantArguments(claims.command('set').description('add a claim for this tenant, or change one'))
    .argument('<claim>', 'email, given_name, family_name, groups, roles, or a name of your own')
    .option('--attribute <name...>', 'the attribute of the message; several spellings: the first sent counts')
    .option('--source <attribute>', 'the source attribute to select in Entra, for the set-up page')
    .option('--many', 'the application gets a list')
    .option('--one', 'the application gets one value; several are refused')
    .option('--required', 'refuse a person without it')
    .option('--optional', 'sign in a person without it')
    .option('--off', 'do not give the application this claim')
    .option('--reason <text>', 'why, for the history')
    .option('--dry-run', 'show what would change, change nothing')
    .action((app: AppProfile, id: TenantId, claim: string, options: ClaimOptions, command: Command) => {
      if ((options.many && options.one) || (options.required && options.optional))
        command.error('error: enter --many or --one, and --required or --optional');
      return runCommand(terminal, command, (context) =>
        changeClaims(context, app, id, options, ({ claims: own = {} }) => ({
          ...own,
          [claim]: ruleBy(options, own[claim] ?? app.claims?.[claim]),
        })),
      );
    });
}

function registerReset(claims: Command, terminal: Terminal): void {
  addTenantArguments(
    claims.command('reset').description('give the application what its profile says: one claim, or all'),
  )
    .argument('[claim]', 'only this claim')
    .option('--reason <text>', 'why, for the history')
    .option('--dry-run', 'show what would change, change nothing')
    .action(
      (app: AppProfile, id: TenantId, claim: string | undefined, options: ChangeOptions, command: Command) =>
        runCommand(terminal, command, (context) =>
          changeClaims(context, app, id, options, ({ claims: own = {} }) => {
            if (claim === undefined) return {};
            if (own[claim] === undefined) throw noOwnRule(context, { app: app.id, id }, claim);
            return Object.fromEntries(Object.entries(own).filter(([name]) => name !== claim));
          }),
        ),
    );
}

/** Returns the tenant's own rule: the one before, or the profile's, with what the options say. */
function ruleBy(
  { attribute, source, many, one, required, optional, off }: ClaimOptions,
  before: ClaimRule = {},
): ClaimRule {
  if (off) return { off: true };
  const { off: _, ...kept } = before;
  return {
    ...kept,
    ...defined({
      attributes: attribute,
      source,
      many: many ?? (one ? false : undefined),
      required: required ?? (optional ? false : undefined),
    }),
  };
}

async function changeClaims(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  { reason, dryRun }: ChangeOptions,
  next: (tenant: Tenant) => ClaimRules,
): Promise<CommandResult> {
  const edit = (before: Tenant): Tenant => {
    const { claims: _, ...others } = before;
    const claims = checked(next(before));
    const after = Object.keys(claims).length === 0 ? others : { ...others, claims };
    requireMapped(context, app, after);
    return after;
  };
  const how = defined({ dryRun, reason });
  const tenant = await changeOrTry(context, { app: app.id, id }, edit, how);
  const { text, json } = shown(app, tenant);
  return {
    text: [
      text,
      '',
      dryRun
        ? 'Nothing was written (--dry-run).'
        : 'Sign-ins from now on use this. A running session keeps its claims until the next sign-in.',
    ].join('\n'),
    json: { ...json, ...(dryRun ? { dryRun } : {}) },
  };
}

/** @throws OperatorError `usage` with what is wrong */
function checked(rules: ClaimRules): ClaimRules {
  const read = v.safeParse(claimRulesSchema, rules);
  if (read.success && Object.keys(read.output).length === Object.keys(rules).length) return read.output;
  throw new OperatorError(
    'usage',
    `These claims are not possible: ${read.issues?.map(({ message }) => message).join('; ') ?? 'an invalid name'}.`,
    ['Nothing was changed.'],
  );
}

function noOwnRule(
  context: CommandContext,
  tenant: Pick<Tenant, 'app' | 'id'>,
  claim: string,
): OperatorError {
  const { app, id } = tenant;
  return new OperatorError('claim-unknown', `The ${titleOf(tenant)} has no rule of its own for ${claim}.`, [
    `To see its claims: ${context.commandLine(`tenant claims show ${app} ${id}`)}`,
  ]);
}

function shown(app: AppProfile, tenant: Tenant): CommandResult {
  const claims = viewClaims(app, tenant);
  return {
    text: claimsText(tenant, claims),
    json: { app: tenant.app, tenant: tenant.id, claims },
  };
}
