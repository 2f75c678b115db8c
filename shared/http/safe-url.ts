/** Where a link leads to whose address is none that a person may be sent to: nowhere. */
const nowhere = 'about:blank#blocked';

/**
 * `text` as the address of a link: https, or http on this machine, without a password. Anything else, `javascript:`
 * and `data:` in whatever spelling, leads nowhere.
 */
export function safeUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') return nowhere;
  const isHere = url.hostname === 'localhost' || url.hostname.endsWith('.localhost');
  return url.protocol === 'https:' || (url.protocol === 'http:' && isHere) ? url.href : nowhere;
}
