import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Brand } from './brand.ts';

/**
 * One attempt to sign in. For a solicited flow it is the AuthnRequest's ID (`_` and 32 hex digits). For an unsolicited
 * one it is a digest of issuer and Assertion ID (`u` and 43 base64url characters), so that the same assertion always
 * has the same id.
 */
export type FlowId = Brand<string, 'FlowId'>;

/** `_` and 32 hex digits: solicited; `u` and 43 base64url characters: unsolicited. */
export const flowIdPattern = '(?:_[0-9a-f]{32}|u[A-Za-z0-9_-]{43})';

const wholePattern = new RegExp(`^${flowIdPattern}$`);

/** Returns the flow id in `text`, or undefined where it is invalid. Exact: no trimming, no case folding. */
export function parseFlowId(text: string): FlowId | undefined {
  return wholePattern.test(text) ? (text as FlowId) : undefined;
}

/** Returns the id of a flow that we start, from `requestIdBytes`: an NCName, as an AuthnRequest's ID must be. */
export function requestFlowId(bytes: Uint8Array): FlowId {
  return `_${Buffer.from(bytes).toString('hex')}` as FlowId;
}

/** Returns the id of an unsolicited flow: the same for the same assertion of the same issuer. */
export function unsolicitedFlowId(issuer: string, assertionId: string): FlowId {
  // No issuer holds a NUL, so no two pairs make the same text.
  return `u${createHash('sha256').update(`${issuer}\0${assertionId}`).digest('base64url')}` as FlowId;
}

/** Returns the flow that an InResponseTo names, or undefined where it does not have the form of our ids. */
export function answeredFlowId(inResponseTo: string): FlowId | undefined {
  return /^_[0-9a-f]{32}$/.test(inResponseTo) ? (inResponseTo as FlowId) : undefined;
}
