/** Where metadata comes from. */
export interface MetadataSource {
  /**
   * The document at `url`, not looked at yet. One request, no redirect, within limits of size and time.
   * @throws MetadataFetchError
   */
  fetch(url: string): Promise<Uint8Array>;
}
