import { inflateRawSync } from 'node:zlib';
import { decodePostBinding } from '../saml/inbound/post-binding.ts';
import { Problem } from '../saml/inbound/problem.ts';
import type { EndpointRequest } from './request.ts';

/** A logout message as it came, by either binding. */
export interface LogoutMessage {
  readonly kind: 'request' | 'response';
  readonly message: Uint8Array;
  readonly relayState: string | undefined;
}

/** A logout message is under 2 kB; what inflates to more is no logout message. */
const maximumInflatedBytes = 64 * 1024;

/**
 * Reads the one message of a request: from the query, deflated (SAML Bindings 3.4.4.1), or from a form (3.5.4).
 * @throws Problem `logout-message-missing`, `logout-message-malformed`, `base64-malformed`
 */
export function readLogoutMessage({
  method,
  rawQuery,
  body,
}: Pick<EndpointRequest, 'method' | 'rawQuery' | 'body'>): LogoutMessage {
  const isPost = method === 'POST';
  const fields = new URLSearchParams(isPost ? Buffer.from(body ?? []).toString('utf8') : rawQuery);
  const requests = fields.getAll('SAMLRequest');
  const [encoded, ...more] = [...requests, ...fields.getAll('SAMLResponse')];
  const [relayState, ...moreRelayStates] = fields.getAll('RelayState');
  if (encoded === undefined || encoded === '') throw new Problem('logout-message-missing');
  if (more.length > 0 || moreRelayStates.length > 0) {
    throw new Problem('logout-message-malformed', { expected: 'each parameter once' });
  }
  const decoded = decodePostBinding(encoded);
  return {
    kind: requests.length > 0 ? 'request' : 'response',
    message: isPost ? decoded : inflate(decoded),
    relayState,
  };
}

function inflate(deflated: Uint8Array): Uint8Array {
  try {
    return inflateRawSync(deflated, { maxOutputLength: maximumInflatedBytes });
  } catch {
    throw new Problem('logout-message-malformed', { expected: 'a deflated message' });
  }
}
