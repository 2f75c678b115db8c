import { Buffer } from 'node:buffer';
import { Problem } from '../../problems/problem.ts';

/** How a request claims to be of a client, by the one method that it uses. Nothing is proven yet. */
export type PresentedClient =
  | {
      readonly method: 'client_secret_basic' | 'client_secret_post';
      readonly id: string;
      readonly secret: string;
    }
  | { readonly method: 'private_key_jwt'; readonly id: string; readonly assertion: string }
  | { readonly method: 'none'; readonly id: string };

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * Returns the client that a request presents.
 * @param authorization The header `Authorization`
 * @throws Problem `openid-token-request` for several methods, or several clients; `openid-client-refused` for none, and
 * for a method that does not exist
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3
 */
export function presentedClient(
  authorization: string | undefined,
  parameters: ReadonlyMap<string, string>,
): PresentedClient {
  const id = parameters.get('client_id');
  const presented = [
    authorization === undefined ? undefined : basicClient(authorization),
    postedSecret(id, parameters.get('client_secret')),
    assertedClient(id, parameters),
  ].filter((each) => each !== undefined);
  const [first, ...more] = presented;
  if (more.length > 0) throw ambiguous('one method of authentication', `${presented.length} methods`);
  if (first === undefined) {
    if (id === undefined) throw refused('a client', 'none');
    return { method: 'none', id };
  }
  if (id !== undefined && id !== first.id) throw ambiguous('one client', 'a client_id of another');
  return first;
}

/** Both halves are encoded as in a form. @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1 */
function basicClient(authorization: string): PresentedClient {
  const [, encoded = ''] = /^Basic +([A-Za-z0-9+/]+={0,2})$/i.exec(authorization) ?? [];
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  const id = formDecoded(text.slice(0, colon));
  const secret = formDecoded(text.slice(colon + 1));
  if (colon < 0 || id === undefined || secret === undefined) {
    throw refused('Basic with a client and its secret', 'another Authorization');
  }
  return { method: 'client_secret_basic', id, secret };
}

function postedSecret(id: string | undefined, secret: string | undefined): PresentedClient | undefined {
  if (secret === undefined) return undefined;
  if (id === undefined) throw refused('a client_id beside client_secret', 'none');
  return { method: 'client_secret_post', id, secret };
}

function assertedClient(
  id: string | undefined,
  parameters: ReadonlyMap<string, string>,
): PresentedClient | undefined {
  const assertion = parameters.get('client_assertion');
  const type = parameters.get('client_assertion_type');
  if (assertion === undefined && type === undefined) return undefined;
  if (assertion === undefined || type !== assertionType) {
    throw refused(`a client_assertion of ${assertionType}`, 'another one, or none');
  }
  const subject = subjectOf(assertion) ?? id;
  if (subject === undefined) throw refused('a client_assertion that names a client', 'another one');
  return { method: 'private_key_jwt', id: subject, assertion };
}

/** The unproven subject, by which the client and its keys are found. */
function subjectOf(assertion: string): string | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString());
    const { sub } = claims as { readonly sub?: unknown };
    return typeof sub === 'string' ? sub : undefined;
  } catch {
    return undefined;
  }
}

function formDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

function ambiguous(expected: string, actual: string): Problem {
  return new Problem('openid-token-request', { expected, actual });
}

function refused(expected: string, actual: string): Problem {
  return new Problem('openid-client-refused', { expected, actual });
}
