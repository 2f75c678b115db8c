import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { FlowId } from '../../../shared/ids/flow-id.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { defined } from '../../../shared/objects/defined.ts';
import type { SignedInFlow } from '../../../shared/sign-in/flow.ts';
import { isIdle } from '../../../shared/sign-in/sessions/idle.ts';
import { addTenantArguments } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { aligned, type CommandResult, indented, minute } from '../command-result.ts';
import { personDisplay } from '../flows/person-text.ts';
import { runCommand } from '../run-command.ts';
import { findTenant } from '../tenants/change-tenant.ts';
import { titleOf } from '../tenants/tenant-view.ts';
import type { Terminal } from '../terminal.ts';
import { addRevealOption, findSessionById, readSessionId } from './find-session.ts';
import { onlyValid } from './find-sessions.ts';
import { type SessionView, viewSession } from './session-view.ts';

/** Whether a session counts, and why it does not. */
interface SessionState {
  readonly state: 'running' | 'ended';
  /**
   * A reason of `sessionEndReasons`; or `expired`, `idle`; or `person-or-tenant` where the person or the tenant ended
   * all sessions, or is no longer there. Absent: it runs, or a release that kept no reasons ended it.
   */
  readonly reason?: string;
  readonly endedAt?: Date;
}

/** `session show`. */
export function registerSessionShow(session: Command, terminal: Terminal): void {
  addRevealOption(
    addTenantArguments(
      session.command('show').description('show one session: whether it runs, and why it ended'),
    ).argument('<session>', 'its id, which session list shows', readSessionId),
  ).action(
    (app: AppProfile, id: TenantId, session: FlowId, options: { reveal?: boolean }, command: Command) =>
      runCommand(terminal, command, (context) =>
        showSession(context, app, id, session, options.reveal === true),
      ),
  );
}

async function showSession(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  session: FlowId,
  reveal: boolean,
): Promise<CommandResult> {
  const tenant = await findTenant(context, { app: app.id, id });
  const flow = await findSessionById(context, tenant, session);
  const [valid] = await onlyValid(context, app, tenant, [flow]);
  const state: SessionState =
    valid === undefined ? { state: 'ended', ...endOf(flow, context.terminal.now()) } : { state: 'running' };
  const view = viewSession(flow, personDisplay({ reveal }));
  return {
    text: [`${titleOf(tenant)}: ${stateText(state)}`, '', indented(aligned(rows(view)))].join('\n'),
    json: { ...view, ...state },
  };
}

function endOf(flow: SignedInFlow, now: Date): Omit<SessionState, 'state'> {
  if (flow.state === 'signed-out') return defined({ reason: flow.end?.reason, endedAt: flow.end?.at });
  if (flow.sessionExpiresAt <= now) return { reason: 'expired' };
  return { reason: isIdle(flow, now) ? 'idle' : 'person-or-tenant' };
}

function stateText({ state, reason, endedAt }: SessionState): string {
  if (state === 'running') return 'the session is running.';
  const when = endedAt === undefined ? '' : ` at ${minute(endedAt)}`;
  return `the session ended${when}${reason === undefined ? '' : `: ${reason}`}.`;
}

function rows(view: SessionView): readonly (readonly string[])[] {
  const { session, user, who, signedInAt, launch, browser, lastUsedAt, idleAt, expiresAt, issuer } = view;
  return [
    ['Session', session],
    ['Person', `${who} (user ${user})`],
    ['Signed in', minute(signedInAt)],
    ...(launch === undefined ? [] : [['How', launch]]),
    ...(browser === undefined ? [] : [['Browser', `${browser}, as it said`]]),
    ...(lastUsedAt === undefined ? [] : [['Last used', `${minute(lastUsedAt)}, or a little later`]]),
    ...(idleAt === undefined ? [] : [['Ends if unused', minute(idleAt)]]),
    ['Ends at the latest', minute(expiresAt)],
    ['Issuer of its assertion', issuer],
  ];
}
