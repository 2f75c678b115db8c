import { type FlowId, parseFlowId } from '../../../shared/ids/flow-id.ts';
import { defined } from '../../../shared/objects/defined.ts';
import { type Flow, type SignedInFlow, unlessOfEarlierTenant } from '../../../shared/sign-in/flow.ts';
import type { RecordedRejection } from '../../../shared/sign-in/log/rejection-log.ts';
import type { TenantIncarnation } from '../../../shared/tenants/tenant.ts';
import type { CommandContext } from '../command-context.ts';
import { OperatorError } from '../operator-error.ts';

/** Everything that is kept of one flow. */
export interface FoundFlow {
  readonly flow?: Flow;
  /** Its refusals, or the one that a reference names; oldest first. */
  readonly rejections: readonly RecordedRejection[];
  /** The last sign-in before it that ended well and whose message can be compared. */
  readonly lastGood?: SignedInFlow;
}

/** How a flow is called on a command line. */
export type FlowTarget = { readonly id: FlowId } | { readonly reference: string };

/**
 * A flow's id, or the reference of a problem page as somebody read it out: in any case, and with letters that are none
 * of its alphabet for the digits that they look like. Undefined: neither.
 */
export function readTarget(text: string): FlowTarget | undefined {
  const id = parseFlowId(text);
  if (id !== undefined) return { id };
  const symbols = text.toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
  const [, left = '', right = ''] = /^([0-9A-HJKMNP-TV-Z]{4})-?([0-9A-HJKMNP-TV-Z]{4})$/.exec(symbols) ?? [];
  return left === '' ? undefined : { reference: `${left}-${right}` };
}

/** @throws OperatorError `flow-unknown` */
export async function findFlow(
  context: CommandContext,
  tenant: TenantIncarnation,
  target: FlowTarget,
): Promise<FoundFlow> {
  const all = await context.rejections.list(tenant.app, tenant, context.terminal.now());
  const named =
    'reference' in target ? all.find(({ reference }) => reference === target.reference) : undefined;
  const id = 'id' in target ? target.id : named?.flow;
  const flow =
    id === undefined
      ? undefined
      : unlessOfEarlierTenant(await context.flows.find(tenant.app, tenant.id, id), tenant);
  const ofFlow = all.filter(
    (rejection) => rejection === named || (id !== undefined && rejection.flow === id),
  );
  if (flow === undefined && ofFlow.length === 0) throw unknownFlow(context, tenant, target);
  const rejections = [...(named === undefined ? ofFlow : [named])].reverse();
  const at = rejections.at(-1)?.at ?? (flow?.state === 'requested' ? undefined : flow?.signedInAt);
  const lastGood = await lastGoodBefore(context, tenant, at);
  return {
    ...defined({ flow }),
    rejections,
    ...defined({ lastGood }),
  };
}

async function lastGoodBefore(
  context: CommandContext,
  tenant: TenantIncarnation,
  at: Date | undefined,
): Promise<SignedInFlow | undefined> {
  if (at === undefined) return undefined;
  for await (const flow of context.signIns.list(tenant, at)) if (flow.shape !== undefined) return flow;
  return undefined;
}

function unknownFlow(
  context: CommandContext,
  { app, id }: TenantIncarnation,
  target: FlowTarget,
): OperatorError {
  const list = `What there is: ${context.commandLine(`flow list ${app} ${id}`)}`;
  if ('id' in target) {
    return new OperatorError('flow-unknown', `Nothing is kept of the flow ${target.id}.`, [
      'A request is kept for an hour and a sign-in as long as its session, then swept.',
      list,
    ]);
  }
  return new OperatorError('flow-unknown', `No refusal ${target.reference} is kept of this tenant.`, [
    list,
    'What was no readable message, or failed before it came back, is in the log alone: filter reference there.',
  ]);
}
