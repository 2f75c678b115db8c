import type { AppId, TenantId } from '../apps/profile.ts';
import type { ProblemCode } from '../saml/inbound/problem.ts';
import type { FlowId } from './flow.ts';
import type { Launch } from './launch.ts';
import type { RefusedMessage } from './refused-message.ts';

/** One refused sign-in, as the admin who is told its reference finds it again. */
export interface Refusal {
  readonly app: AppId;
  /** Undefined where the address names a tenant that does not exist. */
  readonly tenant?: TenantId;
  /** What the problem page shows: names this refusal and nothing else. */
  readonly reference: string;
  /** The flow that was refused, where it is known. */
  readonly flow?: FlowId;
  /** As far as the message tells, believed or not. */
  readonly launch?: Launch;
  readonly problem: ProblemCode;
  readonly at: Date;
  /** As in `Problem`: printable, bounded, no secret. */
  readonly expected?: string;
  readonly actual?: string;
  readonly message?: RefusedMessage;
}

/** A refusal as it was recorded, perhaps by a release whose problem codes were others. */
export type RecordedRefusal = Omit<Refusal, 'problem'> & { readonly problem: string };

/** Where refusals are put. */
export interface RefusalRecorder {
  /** Two requests: where the ring stands, and the slot. */
  record(refusal: Refusal): Promise<void>;
}

/**
 * The last refusals of each tenant. Anybody can cause a refusal, so they stand in a ring of
 * {@link refusalSlots} slots: noise pushes older ones out and never grows the table. All names of an app that no
 * tenant has share one ring more, so that a refusal costs the same work whether or not there is such a tenant.
 */
export interface RefusalLog extends RefusalRecorder {
  /**
   * The refusals not older than {@link refusalLifetimeSeconds}, newest first. One request.
   * @param tenant Undefined: at names that no tenant has.
   */
  list(app: AppId, tenant: TenantId | undefined, now: Date): Promise<readonly RecordedRefusal[]>;
}

/** How many refusals of a tenant are kept. */
export const refusalSlots = 64;

/** How long a refusal is kept, in seconds: 30 days. */
export const refusalLifetimeSeconds = 30 * 86_400;
