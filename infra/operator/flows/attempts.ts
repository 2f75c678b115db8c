import type { SignedInFlow } from '../../../shared/sign-in/flow.ts';
import { type Drift, driftBetween, type SeenShape } from '../../../shared/sign-in/log/profile-changes.ts';
import type { RecordedRefusal } from '../../../shared/sign-in/log/rejection-log.ts';
import type { TenantIncarnation } from '../../../shared/tenants/tenant.ts';
import type { Desk } from '../command-context.ts';

/** One attempt to sign in, as it ended. */
export type Attempt =
  | { readonly outcome: 'signed-in'; readonly at: Date; readonly flow: SignedInFlow }
  | { readonly outcome: 'refused'; readonly at: Date; readonly refusal: RecordedRefusal };

/** An attempt beside the last one before it that ended well. */
export interface ComparedAttempt {
  readonly attempt: Attempt;
  readonly drift: readonly Drift[];
  readonly lastGood?: SignedInFlow;
}

/** What of an attempt's message can be compared. */
function seenShapeOf(attempt: Attempt): SeenShape | undefined {
  if (attempt.outcome === 'signed-in') return attempt.flow.shape;
  const { message } = attempt.refusal;
  if (message?.shape !== undefined) return message.shape;
  const { certificate, signatureHash } = message ?? {};
  return {
    ...(certificate === undefined ? {} : { certificate }),
    ...(signatureHash === undefined ? {} : { signatureHash }),
  };
}

/** `attempt` beside the last good one of `earlier`, which are from the newest on. */
export function compared(attempt: Attempt, earlier: Iterable<SignedInFlow>): ComparedAttempt {
  const now = seenShapeOf(attempt);
  for (const flow of earlier) {
    if (flow.signedInAt >= attempt.at || flow.shape === undefined) continue;
    return { attempt, lastGood: flow, drift: now === undefined ? [] : driftBetween(flow.shape, now) };
  }
  return { attempt, drift: [] };
}

/** Which attempts are asked for. */
export interface AttemptFilter {
  readonly since: Date | undefined;
  readonly limit: number;
  readonly refusedOnly: boolean;
}

/** The last attempts of a tenant, from the newest on. */
export async function findAttempts(
  desk: Desk,
  tenant: TenantIncarnation,
  { since, limit, refusedOnly }: AttemptFilter,
): Promise<readonly ComparedAttempt[]> {
  const refusals = await desk.refusals.list(tenant.app, tenant, desk.terminal.now());
  const flows: SignedInFlow[] = [];
  for await (const flow of desk.signIns.list(tenant)) {
    flows.push(flow);
    // One more than is shown: the last one is compared with it.
    if (flows.length > limit && (!refusedOnly || flow.signedInAt < oldest(refusals))) break;
  }
  const attempts: Attempt[] = [
    ...refusals.map((refusal) => ({ outcome: 'refused', at: refusal.at, refusal }) as const),
    ...(refusedOnly
      ? []
      : flows.map((flow) => ({ outcome: 'signed-in', at: flow.signedInAt, flow }) as const)),
  ];
  return attempts
    .filter(({ at }) => since === undefined || at >= since)
    .sort((one, other) => other.at.getTime() - one.at.getTime())
    .slice(0, limit)
    .map((attempt) => compared(attempt, flows));
}

function oldest(refusals: readonly RecordedRefusal[]): Date {
  return refusals.at(-1)?.at ?? new Date(8.64e15);
}
