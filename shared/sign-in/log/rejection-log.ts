import type { AppId } from '../../ids/app-id.ts';
import type { FlowId } from '../../ids/flow-id.ts';
import type { TenantId } from '../../ids/tenant-id.ts';
import type { ProblemCode } from '../../problems/problem.ts';
import type { Initiation } from '../initiation.ts';
import type { RejectedMessage } from './rejected-message.ts';
import type { BufferOwner } from './rejection-buffer-item.ts';

/** One refused sign-in, as the admin who is told its reference finds it again. */
export interface RejectedSignIn {
  readonly app: AppId;
  /** As it was read; undefined where the address names a tenant that does not exist. */
  readonly tenant?: BufferOwner;
  /** Whether a key that the tenant trusts had signed the message. */
  readonly signed: boolean;
  /** What the problem page shows: names this refusal and nothing else. */
  readonly reference: string;
  /** The flow that was refused, where it is known. */
  readonly flow?: FlowId;
  /** As far as the message tells, believed or not. */
  readonly launch?: Initiation;
  readonly problem: ProblemCode;
  readonly at: Date;
  /** As in `Problem`: printable, bounded, no secret. */
  readonly expected?: string;
  readonly actual?: string;
  readonly message?: RejectedMessage;
}

/** A refusal as it was recorded, perhaps by a release whose problem codes were others. */
export type RecordedRejection = Omit<RejectedSignIn, 'problem' | 'tenant'> & {
  readonly problem: string;
  readonly tenant?: TenantId;
};

/** Where refusals are put. */
export interface RejectionRecorder {
  /** Two requests: the counts of both buffers, and the slot. */
  record(rejection: RejectedSignIn): Promise<void>;
}

/**
 * The last refusals of each tenant, in two buffers of {@link rejectionSlots} slots: what a trusted key has signed in
 * one, all else in the other. Anyone can post what is unsigned: such noise displaces older noise, never what was signed
 * by the directory, and never grows the table. All names of an app that no tenant has share two buffers more, so that a
 * refusal costs the same work whether or not there is such a tenant. The buffers belong to one tenant: a later one of
 * its name has buffers of its own.
 */
export interface RejectionLog extends RejectionRecorder {
  /**
   * The refusals not older than {@link rejectionLifetimeSeconds} of both buffers, newest first. Two requests.
   * @param tenant Undefined: at names that no tenant has.
   */
  list(app: AppId, tenant: BufferOwner, now: Date): Promise<readonly RecordedRejection[]>;
  /** Deletes the refusals of a tenant that is gone. Two requests, and one for each refusal that is there. */
  remove(app: AppId, tenant: BufferOwner): Promise<void>;
}

/** How many refusals of a tenant each of its two buffers keeps. */
export const rejectionSlots = 64;

/** How long a refusal is kept, in seconds: 30 days. */
export const rejectionLifetimeSeconds = 30 * 86_400;
