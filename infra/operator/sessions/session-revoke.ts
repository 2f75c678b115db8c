import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { FlowId } from '../../../shared/ids/flow-id.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { endSessions } from '../../../shared/tenants/end-sessions.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { addTenantArguments, readSignInName } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { type CommandResult, counted, quoted } from '../command-result.ts';
import { confirm, type DestroyOptions } from '../confirm.ts';
import { markTenantSessionsEnded, markUserSessionsEnded, sessionsEndedText } from '../mark-sessions-ended.ts';
import { OperatorError } from '../operator-error.ts';
import { runCommand } from '../run-command.ts';
import { changeTenantAsOperator, findTenant } from '../tenants/change-tenant.ts';
import { titleOf } from '../tenants/tenant-view.ts';
import type { Terminal } from '../terminal.ts';
import { findWholeUser, unknownUser } from '../users/find-user.ts';
import { findSessionById, readSessionId } from './find-session.ts';
import { onlyValid } from './find-sessions.ts';

interface RevokeOptions extends DestroyOptions {
  readonly person?: string;
  readonly all?: boolean;
  readonly reason?: string;
}

const afterHelp = `
The next request with the cookie is refused. One session is ended by its own key; those of a person or a tenant by a
count that every session has copied, so that none is missed. The person can sign in again: to prevent that, deactivate
the person (user deactivate) or the tenant (tenant disable).
`;

/** `session revoke`. */
export function registerSessionRevoke(session: Command, terminal: Terminal): void {
  addTenantArguments(
    session.command('revoke').description('end one session, or all of a person or of a tenant, at once'),
  )
    .argument('[session]', 'its id, which session list shows', readSessionId)
    .option('--person <sign-in name>', 'every session of this person, on every device', readSignInName)
    .option('--all', 'every session of the tenant')
    .option('--reason <text>', 'with --all: why, for the history')
    .option('--yes', 'with --all: do not ask for confirmation (implied by --json)')
    .option('--dry-run', 'show what would end, end nothing')
    .addHelpText('after', afterHelp)
    .action(
      (
        app: AppProfile,
        id: TenantId,
        session: FlowId | undefined,
        options: RevokeOptions,
        command: Command,
      ) => {
        const given = [session, options.person, options.all].filter((each) => each !== undefined);
        if (given.length !== 1) command.error('error: enter a session, --person <sign-in name> or --all');
        return runCommand(terminal, command, async (context) => {
          const tenant = await findTenant(context, { app: app.id, id });
          if (session !== undefined) return revokeOne(context, app, tenant, session, options);
          if (options.person !== undefined)
            return revokePerson(context, app, tenant, options.person, options);
          return revokeAll(context, tenant, options);
        });
      },
    );
}

const nothingEnded = '\nNothing was ended (--dry-run).';

/** Ends one session by its own key. @throws OperatorError `session-unknown`, `session-ended` */
async function revokeOne(
  context: CommandContext,
  app: AppProfile,
  tenant: Tenant,
  id: FlowId,
  { dryRun }: RevokeOptions,
): Promise<CommandResult> {
  const flow = await findSessionById(context, tenant, id);
  const [valid] = await onlyValid(context, app, tenant, [flow]);
  if (valid === undefined) throw hasEnded(context, tenant, id);
  const revoked = { app: app.id, tenant: tenant.id, session: id, user: flow.user.id };
  if (dryRun) return { text: `This ends the session ${id}.${nothingEnded}`, json: { revoked, dryRun } };
  const end = { reason: 'revoked', at: context.terminal.now() } as const;
  if (!(await context.flows.signOut(app.id, tenant.id, id, flow.sessionHash, end))) {
    throw hasEnded(context, tenant, id);
  }
  return { text: `The session ${id} has ended.`, json: { revoked: { ...revoked, sessionsEnded: 1 } } };
}

function hasEnded(context: CommandContext, { app, id: tenant }: Tenant, id: FlowId): OperatorError {
  return new OperatorError('session-ended', `The session ${id} had ended before. Nothing was changed.`, [
    `To see why: ${context.commandLine(`session show ${app} ${tenant} ${id}`)}`,
  ]);
}

async function revokePerson(
  context: CommandContext,
  app: AppProfile,
  tenant: Tenant,
  signInName: string,
  { dryRun }: RevokeOptions,
): Promise<CommandResult> {
  const name = { app, tenant: tenant.id, signInName };
  const found = await findWholeUser(context, name);
  const revoked = { app: app.id, tenant: tenant.id, user: found.id };
  if (dryRun) {
    return {
      text: `This ends every session of ${quoted(signInName)}.${nothingEnded}`,
      json: { revoked, dryRun },
    };
  }
  const user = await context.users.update(found, { endSessions: true }, context.terminal.now());
  if (user === undefined) throw unknownUser(context, name);
  const sessionsEnded = await markUserSessionsEnded(context, user, 'user-sessions-revoked');
  return {
    text: `${user.signInName} is signed out on every device; ${counted(sessionsEnded, 'running session')} ended.`,
    json: { revoked: { ...revoked, sessionsEnded } },
  };
}

async function revokeAll(
  context: CommandContext,
  tenant: Tenant,
  options: RevokeOptions,
): Promise<CommandResult> {
  const revoked = { app: tenant.app, tenant: tenant.id };
  const effect = `This ends every session of the ${titleOf(tenant)}.`;
  if (options.dryRun) return { text: `${effect}${nothingEnded}`, json: { revoked, dryRun: true } };
  const command = `session revoke ${tenant.app} ${tenant.id} --all`;
  await confirm(context, options, { effect, word: tenant.id, command });
  const ended = await changeTenantAsOperator(context, tenant, endSessions, options.reason);
  const sessionsEnded = await markTenantSessionsEnded(context, ended, 'tenant-sessions-revoked');
  return {
    text: `The ${titleOf(tenant)}: ${sessionsEndedText(sessionsEnded)}`,
    json: { revoked: { ...revoked, sessionsEnded } },
  };
}
