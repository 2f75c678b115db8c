import { type FlowId, parseFlowId } from '../../../shared/ids/flow-id.ts';
import { defined } from '../../../shared/objects/defined.ts';
import { type Flow, type SignedInFlow, unlessOfEarlierTenant } from '../../../shared/sign-in/flow.ts';
import type { RecordedRejection } from '../../../shared/sign-in/log/rejection-log.ts';
import type { TenantIncarnation } from '../../../shared/tenants/tenant.ts';
import type { CommandContext } from '../command-context.ts';
import { OperatorError } from '../operator-error.ts';

/** Everything that is stored about one flow. */
export interface FoundFlow {
  readonly flow?: Flow;
  /** Its rejections, or the one with the given reference; oldest first. */
  readonly rejections: readonly RecordedRejection[];
  /** The last successful sign-in before it whose message can be compared. */
  readonly lastGood?: SignedInFlow;
}

/** A flow on the command line: its id, or the reference on a problem page. */
export type FlowTarget = { readonly id: FlowId } | { readonly reference: string };

/**
 * Reads a flow id, or a reference as a person may type it: in any case, and with O, I or L for the digits that they
 * resemble. Undefined for anything else.
 */
export function readTarget(text: string): FlowTarget | undefined {
  const id = parseFlowId(text);
  if (id !== undefined) return { id };
  const symbols = text.toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
  const [, left = '', right = ''] = /^([0-9A-HJKMNP-TV-Z]{4})-?([0-9A-HJKMNP-TV-Z]{4})$/.exec(symbols) ?? [];
  return left === '' ? undefined : { reference: `${left}-${right}` };
}

/** Finds a flow and its rejections. @throws OperatorError `flow-unknown` */
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
  const list = `To list sign-ins: ${context.commandLine(`flow list ${app} ${id}`)}`;
  if ('id' in target) {
    return new OperatorError('flow-unknown', `Nothing is stored about the flow ${target.id}.`, [
      'A request is stored for an hour, a sign-in as long as its session.',
      list,
    ]);
  }
  return new OperatorError('flow-unknown', `This tenant has no refused sign-in ${target.reference}.`, [
    list,
    'Unreadable messages and failures before the directory answered are only in the log: search it for the reference.',
  ]);
}
