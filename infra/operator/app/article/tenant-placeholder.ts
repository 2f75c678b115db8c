import { placeholderKey, placeholdersIn } from './url-pattern.ts';

/** Words in the name of a placeholder that stands for a customer, the surest first. */
const customerWords = [
  'tenant',
  'namespace',
  'subdomain',
  'company',
  'customer',
  'organization',
  'organisation',
  'client',
  'institution',
  'account',
  'workspace',
  'instance',
  'domain',
  'org',
  'site',
  'app',
  'server',
  'id',
] as const;

/** What stands for the customer's name in the addresses of an article, and what else differs. */
export interface TenantPlaceholder {
  /** As the article writes it, without angle brackets; undefined where no address names the customer. */
  readonly name: string | undefined;
  /** The other placeholders: regions, ports, ids of a provider. */
  readonly others: readonly string[];
}

/**
 * Chooses the placeholder that names the customer: the only one of the Reply URLs, or the one whose name says so. Where
 * no Reply URL has one, the Sign-on URLs decide, then the Identifiers.
 */
export function tenantPlaceholder({
  replyUrls,
  signOnUrls,
  identifiers,
}: {
  readonly replyUrls: readonly string[];
  readonly signOnUrls: readonly string[];
  readonly identifiers: readonly string[];
}): TenantPlaceholder {
  const from = [replyUrls, signOnUrls, identifiers].find((urls) =>
    urls.some((url) => placeholdersIn(url).length > 0),
  );
  const all = distinct([...replyUrls, ...signOnUrls, ...identifiers].flatMap(placeholdersIn));
  const candidates = distinct((from ?? []).flatMap(placeholdersIn));
  const [name] = candidates.toSorted((one, other) => rank(one) - rank(other));
  return {
    name,
    others: all.filter((each) => name === undefined || placeholderKey(each) !== placeholderKey(name)),
  };
}

function rank(name: string): number {
  const key = placeholderKey(name);
  const index = customerWords.findIndex((word) => key.includes(word));
  return index < 0 ? customerWords.length : index;
}

function distinct(names: readonly string[]): readonly string[] {
  const keys = names.map(placeholderKey);
  return names.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}

/**
 * Returns a pattern with `{tenant}` for the customer's name. The only placeholder of a pattern means the customer too,
 * whatever its name.
 */
export function asTemplate(pattern: string, tenant: string | undefined): string {
  const names = distinct(placeholdersIn(pattern));
  const key = tenant === undefined ? undefined : placeholderKey(tenant);
  const isOnlyOne = names.length === 1;
  return pattern.replaceAll(/<([^>]*)>/g, (written, name: string) =>
    key !== undefined && (placeholderKey(name) === key || isOnlyOne) ? '{tenant}' : written,
  );
}
