import { longestReplyUrl } from '../new/address-template.ts';
import type { DocumentFault } from './document-text.ts';

/** The addresses of an app document. */
export interface DeclaredUrls {
  readonly identifier: string;
  readonly replyUrls: readonly string[];
  readonly signOnUrl?: string;
  readonly logoutUrl?: string;
}

/** The longest tenant name, in characters. */
const longestTenant = 63;

/** The longest Identifier that Entra stores, in characters. */
const longestIdentifier = 255;

/**
 * Returns what Entra would refuse, a sentence each.
 * @see https://learn.microsoft.com/entra/identity-platform/reply-url
 */
export function entraRefusals(urls: DeclaredUrls): readonly DocumentFault[] {
  const replyUrls = urls.replyUrls.map((url, index) => [`urls.replyUrls.${index}`, url] as const);
  return [
    ...replyUrls.flatMap(([field, url]) => refusedAddress(field, url, 'Reply URL')),
    ...replyUrls.flatMap(([field, url]) => tooLong(field, url, 'Reply URL', longestReplyUrl)),
    ...refusedAddress('urls.signOnUrl', urls.signOnUrl, 'Sign on URL'),
    ...refusedAddress('urls.logoutUrl', urls.logoutUrl, 'Logout Url'),
    ...tooLong('urls.identifier', urls.identifier, 'Identifier', longestIdentifier),
  ];
}

function refusedAddress(field: string, url: string | undefined, label: string): readonly DocumentFault[] {
  if (url === undefined) return [];
  const reasons = [
    url.startsWith('https://') ? undefined : 'takes https only; http works for localhost alone',
    url.includes('*') ? 'takes no wildcard' : undefined,
    url.includes('#') ? 'takes no fragment (#)' : undefined,
    /\s/.test(url) ? 'takes no blank' : undefined,
    /<[^>]*>/.test(url) ? 'would take the placeholder literally; write {tenant}' : undefined,
  ];
  return reasons.flatMap((why) =>
    why === undefined ? [] : [{ field, message: `Entra ${why} as ${label}.` }],
  );
}

function tooLong(field: string, url: string, label: string, most: number): readonly DocumentFault[] {
  const { length } = url.replaceAll('{tenant}', 'x'.repeat(longestTenant));
  if (length <= most) return [];
  const over = url.includes('{tenant}') ? `, with a tenant name of ${longestTenant} characters` : '';
  return [
    { field, message: `Entra takes at most ${most} characters as ${label}; this has ${length}${over}.` },
  ];
}

/** Returns what is right, and surprises a customer's administrator in Entra: a sentence each. */
export function entraNotes({ identifier }: DeclaredUrls): readonly DocumentFault[] {
  const field = 'urls.identifier';
  const notes: DocumentFault[] = [];
  if (!/^[a-z][a-z0-9+.-]*:/i.test(identifier)) {
    notes.push({
      field,
      message: `Entra sends an Identifier that is no URI as spn:${identifier}. Latchkey accepts that.`,
    });
  }
  if (!identifier.includes('{tenant}')) {
    notes.push({
      field,
      message:
        'Entra keeps an Identifier once in a directory: a customer with two tenants in one directory needs support.',
    });
  }
  return notes;
}
