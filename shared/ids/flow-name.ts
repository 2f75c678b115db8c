import type { Brand } from './brand.ts';

/**
 * A flow's id as cookies carry it. It is the same type as `FlowId` of shared/flows, the floor above, which
 * this one must not import; the shape is all that HTTP knows of it.
 */
export type FlowName = Brand<string, 'FlowId'>;

/** The id of a test sign-in, which is none of a flow: `TestFlowId` of shared/flows. */
export type TestFlowName = Brand<string, 'TestFlowId'>;

/** `_` and 32 hex digits: solicited; `u` and 43 base64url characters: unsolicited. */
export const flowNamePattern = '(?:_[0-9a-f]{32}|u[A-Za-z0-9_-]{43})';

const wholePattern = new RegExp(`^${flowNamePattern}$`);

/** The flow id in `text`, or undefined where it is none. Exact: no trimming, no case folding. */
export function parseFlowName(text: string): FlowName | undefined {
  return wholePattern.test(text) ? (text as FlowName) : undefined;
}
