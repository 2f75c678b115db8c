import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { FlowId } from './flow.ts';

/** The id of a flow that we start, from 16 random bytes: an NCName, as an AuthnRequest's ID has to be. */
export function requestFlowId(randomBytes: Uint8Array): FlowId {
  return `_${Buffer.from(randomBytes).toString('hex')}` as FlowId;
}

/** The id of an unsolicited flow: the same assertion of the same issuer always makes the same one. */
export function unsolicitedFlowId(issuer: string, assertionId: string): FlowId {
  // No issuer holds a NUL, so no two pairs make the same text.
  return `u${createHash('sha256').update(`${issuer}\0${assertionId}`).digest('base64url')}` as FlowId;
}

/** The flow that an InResponseTo names, or undefined where it is none of ours. */
export function answeredFlowId(inResponseTo: string): FlowId | undefined {
  return /^_[0-9a-f]{32}$/.test(inResponseTo) ? (inResponseTo as FlowId) : undefined;
}
