/** A URL or name of an article, in which `<NAME>` stands for what differs from customer to customer. */
export interface UrlPattern {
  readonly text: string;
  /** What had to be mended to read it, as sentences. */
  readonly mended: readonly string[];
}

/** `TENANTNAME` where an article forgot the brackets. */
const upperCasePlaceholder =
  /(?<![A-Za-z0-9<_-])(?:YOUR_?)?(?:TENANT|COMPANY|CUSTOMER|CLIENT|SUB_?DOMAIN|DOMAIN|NAMESPACE)(?:_?(?:NAME|ID|DOMAIN))?(?![A-Za-z0-9>_-])|(?<=_)TENANT_?NAME\b/g;

/**
 * Mends what articles get wrong: blanks inside an address, brackets and braces for placeholders, quotation marks, a full
 * stop at the end, and for an address a missing scheme.
 */
export function mendPattern(written: string, { isAddress }: { readonly isAddress: boolean }): UrlPattern {
  const mended: string[] = [];
  const change = (before: string, after: string, what: string) => {
    if (before !== after) mended.push(what);
    return after;
  };
  let text = written.trim().replace(/^["'“”‘’`]+|["'“”‘’`]+$/g, '');
  text = text.replaceAll(
    /\{\{?([\w .-]+)\}?\}|\[([\w .-]+)\]|%([A-Z_]+)%/g,
    (_, one, two, three) => `<${one ?? two ?? three}>`,
  );
  text = text.replaceAll(upperCasePlaceholder, '<$&>').replace(/:PORT(?=[/?]|$)/, ':<PORT>');
  const inside = text.replaceAll(
    /<([^>]*)>/g,
    (_, name: string) => `<${name.trim().replaceAll(/\s+/g, '_')}>`,
  );
  text = inside;
  if (isAddress || /^[a-z]+:\s*\/\//i.test(text)) {
    text = change(text, text.replaceAll(/\s+/g, ''), 'a blank was removed');
    text = change(text, text.replace(/(?<![\w>/])[.,;]+$|(?<=[\w>/])[.,;]+$/, ''), 'a full stop was removed');
  }
  if (isAddress && !/^[a-z][a-z0-9+.-]*:/i.test(text) && text !== '') {
    text = change(text, `https://${text.replace(/^\/+/, '')}`, 'https:// was added');
  }
  return { text: withLowerCaseHost(text), mended };
}

/** Scheme and host have no case; browsers and Entra write them in lower case. */
function withLowerCaseHost(text: string): string {
  return text.replace(/^(?:https?:\/\/)(?:<[^>]*>|[^/?#<])*/i, (origin) =>
    origin.replaceAll(/<[^>]*>|[A-Z]+/g, (part) => (part.startsWith('<') ? part : part.toLowerCase())),
  );
}

/** Returns the names of the placeholders of a pattern, in its order. */
export function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(/<([^>]*)>/g)].map(([, name = '']) => name);
}

/** Two names for the same placeholder: `<Company_Name>` and `<companyname>`. */
export function placeholderKey(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
