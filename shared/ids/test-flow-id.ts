import { Buffer } from 'node:buffer';
import type { Brand } from './brand.ts';

/**
 * The id of a test sign-in, and of its AuthnRequest. Its form differs from every {@link ./flow-id.ts FlowId}: an answer
 * to a test is recognised without a read, and answers nothing else.
 */
export type TestFlowId = Brand<string, 'TestFlowId'>;

const pattern = /^_test[0-9a-f]{32}$/;

/** Returns the id of a new test, from `requestIdBytes`: an NCName, as an AuthnRequest's ID must be. */
export function newTestFlowId(bytes: Uint8Array): TestFlowId {
  return `_test${Buffer.from(bytes).toString('hex')}` as TestFlowId;
}

/** Returns the test that an InResponseTo or an address names, or undefined where it does not have that form. */
export function parseTestFlowId(text: string): TestFlowId | undefined {
  return pattern.test(text) ? (text as TestFlowId) : undefined;
}
