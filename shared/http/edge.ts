import type { Buffer } from 'node:buffer';
import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import type { EndpointRequest } from './request.ts';

/** The header by which an edge in front of the API proves that a request passed through it. */
export const edgeHeader = 'x-latchkey-edge';

/** The variable that holds the secrets of that header, separated by spaces. Unset: there is no edge. */
export const edgeSecretsVariable = 'LATCHKEY_EDGE_SECRETS';

/** The variable that is `accept` while requests around the edge are answered too. Unset: they are refused. */
export const directRequestsVariable = 'LATCHKEY_DIRECT_REQUESTS';

/**
 * The header in which CloudFront says whom it serves: `198.51.100.10:46532`. Without the secret anybody can send it.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html
 */
export const viewerAddressHeader = 'CloudFront-Viewer-Address';

/** What a function knows of the edge in front of it. */
export interface Edge {
  /** The secrets that it may show; none without an edge. */
  readonly secrets: readonly string[];
  /** Whether requests around it are answered too, while DNS moves. */
  readonly acceptsDirectRequests: boolean;
}

/**
 * For an endpoint that answers every caller, through an edge or not: Route 53's health checks can show no secret, and a region
 * whose check fails is left by every visitor.
 */
export const noEdge: Edge = { secrets: [], acceptsDirectRequests: true };

/**
 * Returns the secrets in an environment: those of this generation, the previous one and the next one.
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

/** Returns what an environment says of the edge. @throws Error as {@link edgeSecretsFrom} */
export function edgeFrom(environment: Readonly<Record<string, string | undefined>>): Edge {
  return {
    secrets: edgeSecretsFrom(environment),
    acceptsDirectRequests: environment[directRequestsVariable] === 'accept',
  };
}

/** Returns whether a request shows one of the secrets. Takes the same time for every secret. */
export function showsSecret(request: EndpointRequest, secrets: readonly string[]): boolean {
  const shown = digest(request.header(edgeHeader) ?? '');
  return secrets.filter((secret) => timingSafeEqual(digest(secret), shown)).length > 0;
}

/**
 * Returns the address of the visitor, as the edge says it. Ask only about a request that {@link showsSecret}. Undefined
 * where the edge says none.
 */
export function visitorAddressOf(request: EndpointRequest): string | undefined {
  const viewer = request.header(viewerAddressHeader) ?? '';
  // The port stands after the last colon; an address of IPv6 has colons of its own, with or without brackets around it.
  const address = viewer.slice(0, Math.max(0, viewer.lastIndexOf(':'))).replace(/^\[(.*)\]$/, '$1');
  return isIP(address) === 0 ? undefined : address;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
