import type { FlowId } from '../../shared/ids/flow-id.ts';
import { defined } from '../../shared/objects/defined.ts';
import { logUnexpectedError } from '../../shared/observability/log.ts';
import type { Problem } from '../../shared/problems/problem.ts';
import type { Initiation } from '../../shared/sign-in/initiation.ts';
import {
  claimsOfMessage,
  diagnoseRejected,
  type RejectedMessage,
} from '../../shared/sign-in/log/rejected-message.ts';
import type { RejectionRecorder } from '../../shared/sign-in/log/rejection-log.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import type { PostedResponse } from './posted-response.ts';

/** What is known of a rejected response beside its problem. */
export interface RejectedAttempt {
  /** The tenant that rejected it. Undefined where no tenant has the name. */
  readonly tenant: Tenant | undefined;
  readonly flow: FlowId | undefined;
  readonly launch: Initiation;
}

/**
 * Records a rejection in one of its tenant's two buffers, for the admin who is told the reference: what a trusted key
 * signed apart from what anyone can post. Where no tenant has the name, it goes to the buffers that all such names
 * share, so that the answer takes as long. Two requests. Never throws.
 */
export async function recordRejection(
  rejections: RejectionRecorder,
  posted: PostedResponse,
  problem: Problem,
  { tenant, flow, launch }: RejectedAttempt,
): Promise<void> {
  const { request, location } = posted;
  const { code, expected, actual, authenticated } = problem;
  try {
    await rejections.record({
      app: location.site.app.id,
      ...defined({ tenant }),
      signed: authenticated,
      reference: request.reference,
      launch,
      problem: code,
      at: request.receivedAt,
      ...defined({ flow, expected, actual }),
      message: await rejectedMessage(posted, authenticated ? tenant : undefined),
    });
  } catch (error) {
    logUnexpectedError(error, request.reference);
  }
}

/**
 * What is recorded of the message. One that the directory of `signer` signed goes through every check. What strangers
 * send costs the same for every name. No request: the content key has been unwrapped already.
 */
async function rejectedMessage(
  { request, location: { site }, unverified, contentKey }: PostedResponse,
  signer: Tenant | undefined,
): Promise<RejectedMessage> {
  if (signer === undefined) return claimsOfMessage(unverified);
  return diagnoseRejected(unverified, {
    site,
    tenant: signer,
    now: request.receivedAt,
    contentKeyOf: () => contentKey,
  });
}
