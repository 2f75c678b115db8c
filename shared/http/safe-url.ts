/** The address of a link whose target is unsafe: it leads nowhere. */
const nowhere = 'about:blank#blocked';

/**
 * Returns `text` as the address of a link: https, or http on this machine, without a password. Any other address, such
 * as `javascript:` and `data:` in any spelling, is replaced by one that leads nowhere.
 */
export function safeUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') return nowhere;
  const isHere = url.hostname === 'localhost' || url.hostname.endsWith('.localhost');
  return url.protocol === 'https:' || (url.protocol === 'http:' && isHere) ? url.href : nowhere;
}
