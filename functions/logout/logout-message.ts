import { Buffer } from 'node:buffer';
import { inflateRawSync } from 'node:zlib';
import { urlEncodedFields } from '../../shared/http/count-fields.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { Problem } from '../../shared/problems/problem.ts';
import type { DetachedSignature } from '../../shared/saml/inbound/logout/detached-signature.ts';
import { decodePostBinding } from '../../shared/saml/inbound/post-binding.ts';

/** A logout message as received, by either binding. */
export interface LogoutMessage {
  readonly kind: 'request' | 'response';
  readonly message: Uint8Array;
  readonly relayState: string | undefined;
  /** The signature in the query of the Redirect binding. Undefined: the query has none, or it came by POST. */
  readonly detached: DetachedSignature | undefined;
}

/** A logout message is under 2 kB; one that inflates to more than this is rejected. */
const maximumInflatedBytes = 64 * 1024;

/** The same message in a form: base64, partly percent-encoded, with the other fields. */
const maximumFormBytes = 96 * 1024;

/** A message has four: itself, its Relay State, a signature and its algorithm; proxies add some. */
const maximumFields = 16;

/**
 * SAML Bindings 3.4.3 allows 80 bytes. Directories send more; a longer value is refused, because API Gateway would not
 * carry it in our answer's header.
 */
const maximumRelayStateBytes = 1_024;

/**
 * Reads the one message of a request: from the query, deflated (SAML Bindings 3.4.4.1), or from a form (3.5.4).
 * @throws Problem `logout-message-missing`, `logout-message-malformed`, `logout-relay-state-too-long`,
 * `base64-malformed`
 * @see https://docs.oasis-open.org/security/saml/v2.0/saml-bindings-2.0-os.pdf
 */
export function readLogoutMessage({
  method,
  rawQuery,
  body,
}: Pick<EndpointRequest, 'method' | 'rawQuery' | 'body'>): LogoutMessage {
  const isPost = method === 'POST';
  const encodedFields = Buffer.from(isPost ? (body ?? []) : rawQuery);
  requireFew(encodedFields);
  const fields = new URLSearchParams(encodedFields.toString('utf8'));
  const requests = fields.getAll('SAMLRequest');
  const [encoded, ...more] = [...requests, ...fields.getAll('SAMLResponse')];
  const [relayState, ...moreRelayStates] = fields.getAll('RelayState');
  if (encoded === undefined || encoded === '') throw new Problem('logout-message-missing');
  if (more.length > 0 || moreRelayStates.length > 0) {
    throw unusable('each parameter once');
  }
  requireShort(relayState);
  const decoded = decodePostBinding(encoded);
  const kind = requests.length > 0 ? 'request' : 'response';
  const message = isPost ? decoded : inflate(decoded);
  // The signature of a posted message stands in the message. Beside it, it would be of a binding that is not offered.
  if (isPost && (fields.has('SigAlg') || fields.has('Signature')))
    throw unusable('a signature in the message');
  return { kind, message, relayState, detached: isPost ? undefined : readDetached(rawQuery, kind) };
}

/**
 * Returns the signature in a query (SAML Bindings 3.4.4.1): over the parameters as the sender encoded them, which is why
 * they are taken from the raw query. A query with a part of a signature is refused: it must never count as unsigned.
 * @throws Problem `logout-message-malformed`
 */
function readDetached(rawQuery: string, kind: LogoutMessage['kind']): DetachedSignature | undefined {
  const fields = new URLSearchParams(rawQuery);
  if (!fields.has('SigAlg') && !fields.has('Signature')) return undefined;
  const pairs = rawQuery.split('&');
  const rawOf = (name: string): string | undefined => {
    const found = pairs.filter((pair) => pair.startsWith(`${name}=`));
    // A name that is percent-encoded would be read as this parameter and not be among the signed octets.
    if (found.length !== fields.getAll(name).length || found.length > 1)
      throw unusable('each parameter once');
    return found[0];
  };
  const message = rawOf(kind === 'request' ? 'SAMLRequest' : 'SAMLResponse');
  const [relayState, algorithm, signature] = [rawOf('RelayState'), rawOf('SigAlg'), rawOf('Signature')];
  if (message === undefined || algorithm === undefined || signature === undefined) {
    throw unusable('SigAlg and Signature');
  }
  return {
    octets: Buffer.from([message, relayState, algorithm].filter((part) => part !== undefined).join('&')),
    algorithm: fields.get('SigAlg') ?? '',
    value: fields.get('Signature') ?? '',
  };
}

function unusable(expected: string): Problem {
  return new Problem('logout-message-malformed', { expected });
}

/** Counts the fields before any is parsed. */
function requireFew(encoded: Uint8Array): void {
  if (encoded.length > maximumFormBytes) {
    throw new Problem('logout-message-malformed', {
      expected: `at most ${maximumFormBytes} bytes`,
      actual: `${encoded.length} bytes`,
    });
  }
  const fields = urlEncodedFields(encoded);
  if (fields > maximumFields) {
    throw new Problem('logout-message-malformed', {
      expected: `at most ${maximumFields} parameters`,
      actual: `${fields} parameters`,
    });
  }
}

function requireShort(relayState = ''): void {
  const actualBytes = Buffer.byteLength(relayState);
  if (actualBytes <= maximumRelayStateBytes) return;
  throw new Problem('logout-relay-state-too-long', {
    expected: `at most ${maximumRelayStateBytes} bytes`,
    actual: `${actualBytes} bytes`,
  });
}

function inflate(deflated: Uint8Array): Uint8Array {
  try {
    return inflateRawSync(deflated, { maxOutputLength: maximumInflatedBytes });
  } catch {
    throw unusable('a deflated message');
  }
}
