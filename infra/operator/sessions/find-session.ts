import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { type FlowId, parseFlowId } from '../../../shared/ids/flow-id.ts';
import { type SignedInFlow, unlessOfEarlierTenant } from '../../../shared/sign-in/flow.ts';
import type { TenantIncarnation } from '../../../shared/tenants/tenant.ts';
import type { CommandContext } from '../command-context.ts';
import { OperatorError } from '../operator-error.ts';

/** Reads the id of a session. */
export function readSessionId(text: string): FlowId {
  const id = parseFlowId(text);
  if (id !== undefined) return id;
  throw new InvalidArgumentError('Enter the id of a session: session list shows it.');
}

/** Adds the option that shows names in full. */
export function addRevealOption(command: Command): Command {
  return command.option('--reveal', 'show the sign-in name in full');
}

/** Finds a session, running or ended, by its own key. @throws OperatorError `session-unknown` */
export async function findSessionById(
  context: CommandContext,
  tenant: TenantIncarnation,
  id: FlowId,
): Promise<SignedInFlow> {
  const flow = unlessOfEarlierTenant(await context.flows.find(tenant.app, tenant.id, id), tenant);
  if (flow !== undefined && flow.state !== 'requested') return flow;
  const list = context.commandLine(`session list ${tenant.app} ${tenant.id}`);
  throw new OperatorError('session-unknown', `This tenant has no session ${id}.`, [
    'A session is stored until it would have expired.',
    `To list running sessions: ${list}`,
  ]);
}
