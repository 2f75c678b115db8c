import type { FlowId } from '../../shared/ids/flow-id.ts';
import { defined } from '../../shared/objects/defined.ts';
import { logUnexpectedError } from '../../shared/observability/log.ts';
import type { Problem } from '../../shared/problems/problem.ts';
import type { Initiation } from '../../shared/sign-in/initiation.ts';
import type { RejectedMessage } from '../../shared/sign-in/log/rejected-message.ts';
import type { RejectionRecorder } from '../../shared/sign-in/log/rejection-log.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import type { PostedResponse } from './posted-response.ts';

/** What is known of a refused attempt beside its problem. */
export interface RejectedAttempt {
  /** As it was verified; undefined where there is none of this name. */
  readonly tenant: Tenant | undefined;
  readonly flow: FlowId | undefined;
  readonly launch: Initiation;
  readonly message: () => Promise<RejectedMessage>;
}

/**
 * Keeps a refusal in one of its tenant's two buffers, for the admin who is told the reference: what a trusted key has
 * signed apart from what anybody can post. Where there is no such tenant, in the buffers of all these names, so that
 * the answer takes as long. Never throws.
 */
export async function recordRejection(
  rejections: RejectionRecorder,
  { request, location: { site } }: Pick<PostedResponse, 'request' | 'location'>,
  { code, expected, actual, authenticated }: Problem,
  { tenant, flow, launch, message }: RejectedAttempt,
): Promise<void> {
  try {
    await rejections.record({
      app: site.app.id,
      ...defined({ tenant }),
      signed: authenticated,
      reference: request.reference,
      launch,
      problem: code,
      at: request.receivedAt,
      ...defined({ flow, expected, actual }),
      message: await message(),
    });
  } catch (error) {
    logUnexpectedError(error, request.reference);
  }
}
