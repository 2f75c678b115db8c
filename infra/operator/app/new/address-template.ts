import { asTemplate, tenantPlaceholder } from '../article/tenant-placeholder.ts';
import { mendPattern, placeholdersIn } from '../article/url-pattern.ts';
import { AnswerError } from './question.ts';

/** `:{port}` behind a host. */
const portPlaceholder = /(?<=^https:\/\/[^/?]*):\{([a-z0-9-]+)\}/;

/** The longest Reply URL that Entra takes, in characters. */
export const longestReplyUrl = 256;

/**
 * Returns an address with `{tenant}` for the customer's name: `<tenant>`, `[tenant]` and any other single placeholder mean
 * the same. Any further placeholder becomes `{name}`, and has one value in a deployment.
 * @throws AnswerError for an address that Entra or Latchkey would refuse
 */
export function readAddressTemplate(text: string): string {
  const { text: pattern } = mendPattern(text.replaceAll('{tenant}', '<tenant>'), { isAddress: true });
  const template = withNamedPlaceholders(asTemplate(pattern, tenantName(pattern)));
  if (/^https:\/\/\{tenant\}(?::\d+)?(?:[/?]|$)/.test(template)) {
    throw new AnswerError(
      "The whole host is the customer's own domain: Latchkey serves the hosts of its vendor alone.",
    );
  }
  if (!template.startsWith('https://')) {
    throw new AnswerError('Entra takes https addresses only. Begin with https://.');
  }
  const filled = template.replace(portPlaceholder, ':443').replaceAll(/\{[^{}]*\}/g, 'contoso');
  const url = URL.parse(filled);
  if (url === null || !url.hostname.includes('.')) {
    throw new AnswerError('This is no address. Enter one such as https://{tenant}.example.com/saml/acs.');
  }
  if (template.includes('*')) throw new AnswerError('Entra takes no wildcard. Write {tenant} in its place.');
  if (url.hash !== '') throw new AnswerError('Remove the part behind #: Entra does not send it.');
  if (url.username !== '') throw new AnswerError('Remove the name and the @ before the host.');
  const longest = template.replaceAll('{tenant}', 'x'.repeat(63)).length;
  if (longest > longestReplyUrl) {
    throw new AnswerError(
      `Entra takes at most ${longestReplyUrl} characters; with a tenant name of 63 this has ${longest}.`,
    );
  }
  return template;
}

/** `<tenant>` where it is among the placeholders, otherwise the one whose name says so. */
function tenantName(pattern: string): string | undefined {
  const names = placeholdersIn(pattern);
  return names.includes('tenant')
    ? 'tenant'
    : tenantPlaceholder({ replyUrls: [pattern], signOnUrls: [], identifiers: [] }).name;
}

/** `<IDP ID>` → `{idp-id}`: a placeholder that has one value in a deployment. */
export function withNamedPlaceholders(text: string): string {
  return text.replaceAll(/<([^>]*)>/g, (_, name: string) => `{${placeholderName(name)}}`);
}

function placeholderName(name: string): string {
  const kebab = name
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 32);
  return kebab === '' ? 'value' : kebab;
}

/** Returns the names of the placeholders in templates that are not the tenant's, each once. */
export function otherPlaceholders(texts: readonly string[]): readonly string[] {
  const names = texts.flatMap((text) => [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name));
  return [...new Set(names)].filter((name) => name !== 'tenant');
}

/** The addresses that Latchkey serves beside those of the article. */
export interface DerivedAddresses {
  readonly metadataUrl: string;
  readonly logoutUrl: string;
  readonly setupUrl: string;
  readonly signOnUrl: string;
}

/**
 * Returns addresses beside the Reply URL: `…/auth/saml/callback?namespace={tenant}` gives
 * `…/auth/saml/metadata?namespace={tenant}`. Where the last part of the path is the tenant, they are below it. An
 * Identifier that is an address of the same host serves the metadata.
 */
export function derivedAddresses(replyUrl: string, identifier: string): DerivedAddresses {
  const [, origin = '', path = '', query = ''] = /^(https:\/\/[^/?]+)([^?]*)(\?.*)?$/.exec(replyUrl) ?? [];
  const parts = path.replace(/\/$/, '').split('/').slice(1);
  const isBelow = (parts.at(-1) ?? '').includes('{tenant}') || parts.length < 2;
  const folder = isBelow ? path.replace(/\/$/, '') : `/${parts.slice(0, -1).join('/')}`;
  const at = (name: string) => `${origin}${folder}/${name}${tenantQuery(query)}`;
  const own = identifier.startsWith(`${origin}/`) && identifier !== replyUrl && identifier !== `${origin}/`;
  return {
    metadataUrl: own ? identifier : at('metadata'),
    logoutUrl: at('logout'),
    setupUrl: at('setup'),
    signOnUrl: at('login'),
  };
}

/** Only what names the tenant: an address of Latchkey needs no other parameter. */
function tenantQuery(query: string): string {
  const named = query
    .slice(1)
    .split('&')
    .find((pair) => pair.includes('{tenant}'));
  return named === undefined ? '' : `?${named}`;
}

/** Returns an Identifier with `{tenant}` for `<tenant>` and for a single other placeholder, as in an address. */
export function identifierTemplate(text: string): string {
  const pattern = text.trim().replaceAll('{tenant}', '<tenant>');
  const names = placeholdersIn(pattern);
  const tenant = names.includes('tenant') || names.length > 1 ? 'tenant' : names[0];
  return withNamedPlaceholders(asTemplate(pattern, tenant));
}
