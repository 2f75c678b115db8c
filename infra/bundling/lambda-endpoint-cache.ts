/**
 * Bundled in the place of the SDK's cache of discovered endpoints: discovery is an option that DynamoDB has and nobody
 * here switches on, and the cache brings collections of its own into every bundle. It holds nothing.
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
