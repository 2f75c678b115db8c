/**
 * A URL of the directory as the Redirect binding's parameters can be added to it and a header can carry it: in
 * ASCII, and without a fragment or an empty query, behind which no server would find them.
 * @throws TypeError where `url` is none
 */
export function redirectTarget(url: string): string {
  const target = new URL(url);
  target.hash = '';
  // Not for nothing: of `?` alone the query is empty, and the mark stays until it is set.
  if (target.search === '') target.search = '';
  return target.href;
}
