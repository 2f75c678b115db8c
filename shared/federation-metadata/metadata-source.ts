/** Where metadata comes from. */
export interface MetadataSource {
  /**
   * Returns the document at `url`, not checked yet. One request, no redirect, within limits of size and time.
   * @throws MetadataFetchError
   */
  fetch(url: string): Promise<Uint8Array>;
}
