import { defined } from '../../../shared/objects/defined.ts';
import type { SignedInFlow } from '../../../shared/sign-in/flow.ts';
import {
  type ObservedProfile,
  type ProfileChange,
  profileChangesBetween,
} from '../../../shared/sign-in/log/profile-changes.ts';
import type { RecordedRejection } from '../../../shared/sign-in/log/rejection-log.ts';
import type { TenantIncarnation } from '../../../shared/tenants/tenant.ts';
import type { CommandContext } from '../command-context.ts';

/** The outcome of one attempt to sign in. */
export type Attempt =
  | { readonly outcome: 'signed-in'; readonly at: Date; readonly flow: SignedInFlow }
  | { readonly outcome: 'refused'; readonly at: Date; readonly refusal: RecordedRejection };

/** An attempt compared with the last successful sign-in before it. */
export interface ComparedAttempt {
  readonly attempt: Attempt;
  readonly drift: readonly ProfileChange[];
  readonly lastGood?: SignedInFlow;
}

/** Returns what can be compared in the message of an attempt. */
function observedProfileOf(attempt: Attempt): ObservedProfile | undefined {
  if (attempt.outcome === 'signed-in') return attempt.flow.shape;
  const { message } = attempt.refusal;
  if (message?.shape !== undefined) return message.shape;
  const { certificate, signatureHash } = message ?? {};
  return defined({ certificate, signatureHash });
}

/** Compares `attempt` with the last success in `earlier`, which is sorted newest first. */
export function compareWithLastSuccess(attempt: Attempt, earlier: Iterable<SignedInFlow>): ComparedAttempt {
  const now = observedProfileOf(attempt);
  for (const flow of earlier) {
    if (flow.signedInAt >= attempt.at || flow.shape === undefined) continue;
    return {
      attempt,
      lastGood: flow,
      drift: now === undefined ? [] : profileChangesBetween(flow.shape, now),
    };
  }
  return { attempt, drift: [] };
}

/** Which attempts to list. */
export interface AttemptFilter {
  readonly since: Date | undefined;
  readonly limit: number;
  readonly refusedOnly: boolean;
}

/** Returns the last attempts of a tenant, newest first. */
export async function findAttempts(
  context: CommandContext,
  tenant: TenantIncarnation,
  { since, limit, refusedOnly }: AttemptFilter,
): Promise<readonly ComparedAttempt[]> {
  const rejections = await context.rejections.list(tenant.app, tenant, context.terminal.now());
  const flows: SignedInFlow[] = [];
  for await (const flow of context.signIns.list(tenant)) {
    flows.push(flow);
    // One more than the limit: the last one is compared with it.
    if (flows.length > limit && (!refusedOnly || flow.signedInAt < oldest(rejections))) break;
  }
  const attempts: Attempt[] = [
    ...rejections.map((rejection) => ({ outcome: 'refused', at: rejection.at, refusal: rejection }) as const),
    ...(refusedOnly
      ? []
      : flows.map((flow) => ({ outcome: 'signed-in', at: flow.signedInAt, flow }) as const)),
  ];
  return attempts
    .filter(({ at }) => since === undefined || at >= since)
    .sort((one, other) => other.at.getTime() - one.at.getTime())
    .slice(0, limit)
    .map((attempt) => compareWithLastSuccess(attempt, flows));
}

function oldest(rejections: readonly RecordedRejection[]): Date {
  return rejections.at(-1)?.at ?? new Date(8.64e15);
}
