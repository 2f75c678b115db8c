import { Buffer } from 'node:buffer';
import type { Brand } from './brand.ts';

/**
 * The id of a sign-in that opens the set-up page for an administrator, and of its AuthnRequest. Its form differs from
 * every other id of a request: its answer makes no session of the application, and no other answer opens the page.
 */
export type AdministrationFlowId = Brand<string, 'AdministrationFlowId'>;

const pattern = /^_admin[0-9a-f]{32}$/;

/** Returns the id of a new sign-in, from `requestIdBytes`: an NCName, as an AuthnRequest's ID must be. */
export function newAdministrationFlowId(bytes: Uint8Array): AdministrationFlowId {
  return `_admin${Buffer.from(bytes).toString('hex')}` as AdministrationFlowId;
}

/** Returns the sign-in that an InResponseTo or an address names, or undefined where it does not have that form. */
export function parseAdministrationFlowId(text: string): AdministrationFlowId | undefined {
  return pattern.test(text) ? (text as AdministrationFlowId) : undefined;
}
