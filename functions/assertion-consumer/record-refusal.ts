import type { FlowId } from '../../shared/flows/flow.ts';
import type { RefusalLog } from '../../shared/flows/refusal-log.ts';
import { logFault } from '../../shared/http/log.ts';
import type { Problem } from '../../shared/saml/inbound/problem.ts';
import type { Arrival } from './arrival.ts';

/** Keeps a refusal of an existing tenant in its ring, for the admin who is told the reference. Never throws. */
export async function recordRefusal(
  refusals: RefusalLog,
  { request, tenant }: Pick<Arrival, 'request' | 'tenant'>,
  { code, expected, actual }: Problem,
  flow: FlowId | undefined,
): Promise<void> {
  try {
    await refusals.record({
      app: tenant.app,
      tenant: tenant.id,
      reference: request.reference,
      problem: code,
      at: request.receivedAt,
      ...(flow === undefined ? {} : { flow }),
      ...(expected === undefined ? {} : { expected }),
      ...(actual === undefined ? {} : { actual }),
    });
  } catch (fault) {
    logFault(fault, request.reference);
  }
}
