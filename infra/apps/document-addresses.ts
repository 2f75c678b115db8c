import type { EndpointName } from '../../shared/apps/profile.ts';
import type { AppDocument } from './app-document.ts';
import { namesTenant, parseUrlTemplate, type UrlTemplate } from './url-template.ts';

/** The addresses of a document: those that Latchkey serves, and a Sign-on URL that is none of them. */
export interface DocumentAddresses {
  readonly served: Readonly<Record<EndpointName, readonly [string, ...string[]]>>;
  /** Undefined where it is the address that Latchkey serves, character for character. */
  readonly signOnUrl: string | undefined;
}

/**
 * Returns the addresses of a document. Latchkey serves the Sign-on URL where that is at the origin of the Reply URL and
 * names the tenant; and without the tenant where no URL of the app does, because a page asks for it then. Otherwise a
 * page of the vendor's application has it, which leads to `startUrl`. Addresses that no article names, such as the set-up
 * page, are below the Reply URL by default.
 */
export function addressesOfDocument({ urls, tenantBy }: AppDocument): DocumentAddresses {
  const [replyUrl, ...otherReplyUrls] = urls.replyUrls;
  const { origin } = parseUrlTemplate(replyUrl);
  const { signOnUrl } = urls;
  const signOn = parseUrlTemplate(signOnUrl ?? '');
  const isServed = signOn.origin === origin && (namesTenant(signOn) || tenantBy === 'issuer');
  const served = isServed ? signOnUrl : undefined;
  const start = served ?? urls.startUrl ?? below(replyUrl, 'sign-on');
  return {
    served: {
      'sign-on': withBareForms([start, ...(urls.signOnAliases ?? [])]),
      'assertion-consumer': withBareForms([replyUrl, ...otherReplyUrls]),
      metadata: withBareForms([urls.metadataUrl ?? below(replyUrl, 'metadata')]),
      logout: withBareForms([urls.logoutUrl ?? below(replyUrl, 'logout')]),
      setup: withBareForms([urls.setupUrl ?? below(replyUrl, 'setup')]),
    },
    // Latchkey writes an empty path without its slash; an article may have the slash.
    signOnUrl:
      isServed && namesTenant(signOn) && !/^https:\/\/[^/]+\/$/.test(signOnUrl ?? '') ? undefined : signOnUrl,
  };
}

/** A path with a slash at its end is accepted without it too: API Gateway may hand it to the default route alone. */
function withBareForms(urls: readonly [string, ...string[]]): readonly [string, ...string[]] {
  const slashed = urls.filter((url) => /^https:\/\/[^/?]+\/[^?]+\/(?:\?|$)/.test(url));
  const all = new Set([...urls, ...slashed.map((url) => url.replace(/\/(?=\?|$)/, ''))]);
  return [...all] as unknown as readonly [string, ...string[]];
}

function below(replyUrl: string, name: string): string {
  const { origin, path, rawQuery } = parseUrlTemplate(replyUrl);
  return `${origin}${path.replace(/\/$/, '')}/${name}${rawQuery === '' ? '' : `?${rawQuery}`}`;
}

/** Returns a served address taken apart. */
export function servedTemplates(
  { served }: DocumentAddresses,
  endpoint: EndpointName,
): readonly [UrlTemplate, ...UrlTemplate[]] {
  const [first, ...others] = served[endpoint];
  return [parseUrlTemplate(first), ...others.map(parseUrlTemplate)];
}
