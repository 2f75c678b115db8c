/**
 * Replaces the SDK's cache of discovered endpoints in the bundles. Latchkey never switches endpoint discovery on, and the
 * SDK's cache would add its own collections to every bundle. This one holds nothing.
 */
export class EndpointCache {
  getEndpoint(): undefined {
    return undefined;
  }

  get(): undefined {
    return undefined;
  }

  set(): void {
    // Nothing is kept: who asks discovers again.
  }

  delete(): void {
    // Nothing is kept.
  }

  has(): boolean {
    return false;
  }

  clear(): void {
    // Nothing is kept.
  }
}
