import { Buffer } from 'node:buffer';
import type { Brand } from './brand.ts';

/**
 * The id of a test sign-in, and of its AuthnRequest. Its form tells it from every {@link ./flow-id.ts FlowId}: what
 * answers a test is known for it without a read, and is no answer to anything else.
 */
export type TestFlowId = Brand<string, 'TestFlowId'>;

const pattern = /^_test[0-9a-f]{32}$/;

/** The id of a new test, from 16 random bytes: an NCName, as an AuthnRequest's ID has to be. */
export function newTestFlowId(randomBytes: Uint8Array): TestFlowId {
  return `_test${Buffer.from(randomBytes).toString('hex')}` as TestFlowId;
}

/** The test that an InResponseTo or an address names, or undefined where it has the form of none. */
export function parseTestFlowId(text: string): TestFlowId | undefined {
  return pattern.test(text) ? (text as TestFlowId) : undefined;
}
