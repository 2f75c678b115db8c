import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Brand } from './brand.ts';

/**
 * One attempt to sign in. Of a solicited flow it is the AuthnRequest's ID (`_` and 32 hex digits); of an
 * unsolicited one a digest over issuer and Assertion ID (`u` and 43 base64url characters), so that the same
 * assertion always makes the same id.
 */
export type FlowId = Brand<string, 'FlowId'>;

/** `_` and 32 hex digits: solicited; `u` and 43 base64url characters: unsolicited. */
export const flowIdPattern = '(?:_[0-9a-f]{32}|u[A-Za-z0-9_-]{43})';

const wholePattern = new RegExp(`^${flowIdPattern}$`);

/** The flow id in `text`, or undefined where it is none. Exact: no trimming, no case folding. */
export function parseFlowId(text: string): FlowId | undefined {
  return wholePattern.test(text) ? (text as FlowId) : undefined;
}

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
