import type { FlowId } from '../../shared/flows/flow.ts';
import type { Launch } from '../../shared/flows/launch.ts';
import type { RefusalRecorder } from '../../shared/flows/refusal-log.ts';
import type { RefusedMessage } from '../../shared/flows/refused-message.ts';
import { logFault } from '../../shared/http/log.ts';
import type { Problem } from '../../shared/saml/inbound/problem.ts';
import type { Arrival } from './arrival.ts';

/** What is known of a refused attempt beside its problem. */
export interface RefusedAttempt {
  readonly flow: FlowId | undefined;
  readonly launch: Launch;
  readonly message: () => Promise<RefusedMessage>;
}

/**
 * Keeps a refusal in the ring of its tenant, for the admin who is told the reference; or, where there is no such
 * tenant, in the one ring of these, so that the answer takes as long. Never throws.
 */
export async function recordRefusal(
  refusals: RefusalRecorder,
  { request, location: { site, tenant } }: Pick<Arrival, 'request' | 'location'>,
  { code, expected, actual }: Problem,
  { flow, launch, message }: RefusedAttempt,
): Promise<void> {
  try {
    await refusals.record({
      app: site.app.id,
      ...(code === 'tenant-not-found' ? {} : { tenant }),
      reference: request.reference,
      launch,
      problem: code,
      at: request.receivedAt,
      ...(flow === undefined ? {} : { flow }),
      ...(expected === undefined ? {} : { expected }),
      ...(actual === undefined ? {} : { actual }),
      message: await message(),
    });
  } catch (fault) {
    logFault(fault, request.reference);
  }
}
