import { createHmac } from 'node:crypto';
import type { FlowId } from '../../ids/flow-id.ts';

/**
 * Returns the secret of the code that a sign-in makes for the client that asked for it: HMAC-SHA-256 keyed by the
 * secret of the new session, base64url. So a repeated post of the same answer would name the same code, and neither
 * the store nor a client can compute it. `tokenText` makes the code of it, and `hashOfSecret` what the flow stores.
 */
export function codeSecretOfSignIn(sessionSecret: string, flow: FlowId): string {
  return createHmac('sha256', sessionSecret).update(`code\0${flow}`).digest('base64url');
}
