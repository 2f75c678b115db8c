import type { Buffer } from 'node:buffer';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { EndpointRequest } from './request.ts';

/** The header by which an edge in front of the API proves that a request passed through it. */
export const edgeHeader = 'x-latchkey-edge';

/** The variable that holds the secrets of that header, separated by spaces. Unset: there is no edge. */
export const edgeSecretsVariable = 'LATCHKEY_EDGE_SECRETS';

/**
 * Returns the secrets in an environment: the current one and, during a rotation, a second one.
 * @throws Error that names the variable, where it is set to anything but secrets
 */
export function edgeSecretsFrom(
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const text = environment[edgeSecretsVariable];
  if (text === undefined) return [];
  const secrets = text.split(' ');
  if (!secrets.every((secret) => /^[A-Za-z0-9]{32,128}$/.test(secret))) {
    throw new Error(`${edgeSecretsVariable} must hold secrets of 32 letters and digits or more`);
  }
  return secrets;
}

/**
 * Returns whether a request came through the edge; always true without an edge. Takes the same time for every secret.
 */
export function cameThroughEdge(request: EndpointRequest, secrets: readonly string[]): boolean {
  if (secrets.length === 0) return true;
  const shown = digest(request.header(edgeHeader) ?? '');
  return secrets.filter((secret) => timingSafeEqual(digest(secret), shown)).length > 0;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
