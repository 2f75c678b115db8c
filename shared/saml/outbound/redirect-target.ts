/**
 * Returns a URL of the directory in ASCII, without a fragment or an empty query. The Redirect binding can add its
 * parameters to it, and a header can carry it; after a fragment no server would find them.
 * @throws TypeError where `url` is not a URL
 */
export function redirectTarget(url: string): string {
  const target = new URL(url);
  target.hash = '';
  // Not a no-op: for `?` alone the query is empty, and the mark stays until `search` is set.
  if (target.search === '') target.search = '';
  return target.href;
}
