import { Buffer } from 'node:buffer';
import type { Brand } from './brand.ts';
import { type FlowId, flowIdPattern, parseFlowId } from './flow-id.ts';
import { type Random, systemRandom } from './secret.ts';

/** The id of a grant with an item of its own: `g` and 32 hex digits. */
export type OwnGrantId = Brand<string, 'OwnGrantId'>;

/** What one client got of one session: the flow of the sign-in that it asked for, or an item of its own. */
export type GrantId = FlowId | OwnGrantId;

/** What {@link parseGrantId} accepts, as a regular expression's source without anchors. */
export const grantIdPattern = `(?:${flowIdPattern}|g[0-9a-f]{32})`;

/** Returns the grant id in `text`, or undefined where it is invalid. Exact: no trimming, no case folding. */
export function parseGrantId(text: string): GrantId | undefined {
  return isOwnGrantId(text) ? text : parseFlowId(text);
}

/** Returns whether a grant has an item of its own. */
export function isOwnGrantId(text: string): text is OwnGrantId {
  return /^g[0-9a-f]{32}$/.test(text);
}

/** Returns a new id, of 128 random bits. */
export function newGrantId(random: Random = systemRandom): OwnGrantId {
  return `g${Buffer.from(random(16)).toString('hex')}` as OwnGrantId;
}
