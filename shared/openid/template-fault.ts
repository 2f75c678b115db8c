/** What stands in a redirect template for the name of a tenant. */
export const placeholder = '{tenant}';

const maximumTemplateLength = 512;

/** Stands for a tenant while a template is judged: no scheme, port or IP address can be made of it. */
const sample = 'qtenantq';

/**
 * Parses a redirect template: an absolute https URL, or http on this machine, with `{tenant}` at most once, as a part of
 * a host label, as a whole segment of the path or as a whole value of the query. Returns its fault as what follows the
 * name of a field: "must begin with https://".
 *
 * A template is refused if it could send a code elsewhere: a wildcard, a fragment, a password in front of the host,
 * `{tenant}` as a part of the registered domain, or a text that browsers read differently.
 */
export function parseRedirectTemplate(
  text: string,
): { readonly template: string } | { readonly fault: string } {
  const fault = textFault(text) ?? urlFault(text);
  return fault === undefined ? { template: text } : { fault };
}

function textFault(text: string): string | undefined {
  if (!/^[\x21-\x7e]+$/.test(text)) return 'must be a URL of visible ASCII characters';
  if (text.length > maximumTemplateLength) return `must have at most ${maximumTemplateLength} characters`;
  if (text.includes('*'))
    return 'must not contain *: enter each address, or {tenant} where the tenant stands';
  if (text.includes('#')) return 'must not have a fragment (#)';
  if (text.includes('\\')) return 'must not contain a backslash: browsers read it as a slash';
  const [, ...afterPlaceholders] = text.split(placeholder);
  if (afterPlaceholders.length > 1) return 'may contain {tenant} once: two names could differ';
  return /[{}]/.test(text.replace(placeholder, ''))
    ? 'may contain no braces but those of {tenant}'
    : undefined;
}

function urlFault(text: string): string | undefined {
  const sampled = text.replace(placeholder, sample);
  const url = URL.parse(sampled);
  if (url === null) return 'must be an absolute URL, such as https://app.example.com/callback';
  if (url.username !== '' || url.password !== '') return 'must not have a user or password before the host';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isThisMachine(url.hostname)))
    return 'must begin with https://; http:// is for localhost, *.localhost, 127.0.0.1 and [::1] alone';
  if (url.hostname.split('.').includes(''))
    return 'must not have two dots in a row in the host, or one at its end: browsers read it as another host';
  const opened = url.href;
  if (opened !== sampled && opened !== `${sampled}/`)
    return `must be written as browsers send it: ${opened.replace(sample, () => placeholder)}`;
  return sampled === text ? undefined : placeholderFault(url);
}

/** Returns whether only this machine answers at a host. @see https://www.rfc-editor.org/rfc/rfc6761#section-6.3 */
function isThisMachine(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '127.0.0.1' || host === '[::1]';
}

function placeholderFault({ hostname, pathname, search }: URL): string | undefined {
  if (hostname.includes(sample)) {
    const labels = hostname.split('.');
    const below = labels.slice(labels.findIndex((label) => label.includes(sample)) + 1);
    return below.length >= 2 || below[0] === 'localhost'
      ? undefined
      : 'must have {tenant} below your own domain, such as https://{tenant}.example.com: otherwise each tenant’s name is another domain';
  }
  const isSegment = pathname.split('/').includes(sample);
  const isValue = search
    .slice(1)
    .split('&')
    .some((parameter) => parameter.slice(parameter.indexOf('=')) === `=${sample}`);
  return isSegment || isValue
    ? undefined
    : 'must have {tenant} in the host, as a whole segment of the path or as a whole value of the query';
}
