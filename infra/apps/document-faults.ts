import { isOwnPath } from '../../shared/apps/own-paths.ts';
import type { EndpointName } from '../../shared/apps/profile.ts';
import { keysOf } from '../../shared/objects/keys-of.ts';
import type { AppDocument } from './app-document.ts';
import { addressesOfDocument } from './document-addresses.ts';
import { pathsOverlap } from './overlap.ts';
import { namesTenant, parseUrlTemplate, urlTemplateFaults } from './url-template.ts';

/** Returns what each key of a document alone allows, but Latchkey cannot serve, or cannot serve safely. */
export function documentFaults(document: AppDocument): readonly string[] {
  const { urls, tenantBy } = document;
  const addresses = addressesOfDocument(document);
  const places: readonly (readonly [string, string])[] = [
    ...urls.replyUrls.map((url, index) => [`urls.replyUrls.${index}`, url] as const),
    ...keysOf(addresses.served).flatMap((endpoint) =>
      endpoint === 'assertion-consumer'
        ? []
        : addresses.served[endpoint].map((url) => [nameOf(endpoint), url] as const),
    ),
  ];
  const malformed = places.flatMap(([at, url]) => urlTemplateFaults(url).map((fault) => `${at} ${fault}`));
  const outside = [
    ...(addresses.signOnUrl === undefined ? [] : placeholderFaults('urls.signOnUrl', addresses.signOnUrl)),
    ...placeholderFaults('urls.identifier', urls.identifier),
  ];
  if (malformed.length + outside.length > 0) return [...new Set([...malformed, ...outside])];
  if (tenantBy === 'issuer' && urls.replyUrls.some((url) => url.includes('{tenant}'))) {
    return ['tenantBy must be "url": a Reply URL names the tenant'];
  }
  return [...placeFaults(places, tenantBy), ...overlapFaults(addresses.served)];
}

function nameOf(endpoint: EndpointName): string {
  return endpoint === 'sign-on' ? 'the address where a sign-in starts' : `the ${endpoint} address`;
}

/** A text that Latchkey does not serve may have any form, but no placeholder without a value. */
function placeholderFaults(at: string, text: string): readonly string[] {
  return [...text.replaceAll('{tenant}', '').matchAll(/\{[^{}]*\}/g)].map(
    ([whole]) => `${at} has ${whole}: give it a value in placeholders`,
  );
}

function placeFaults(
  places: readonly (readonly [string, string])[],
  tenantBy: AppDocument['tenantBy'],
): readonly string[] {
  const { origin } = parseUrlTemplate(places[0]?.[1] ?? '');
  return places.flatMap(([at, url]) => {
    const template = parseUrlTemplate(url);
    // A name that a variable part could take, such as `session`, is no tenant's: `unreachableName`.
    const isOwn = isOwnPath(template.path);
    return [
      ...(template.origin === origin
        ? []
        : [
            `${at} must begin with the origin of the default Reply URL, ${origin}: another host is another stage`,
          ]),
      ...(namesTenant(template) || tenantBy === 'issuer'
        ? []
        : [`${at} must name the tenant: put {tenant} into its host, path or query`]),
      ...(isOwn ? [`${at} has the path ${template.path}, which every app has`] : []),
    ];
  });
}

/** Each address has one endpoint. The Sign-on URL may be the Reply URL: one is opened, the other posted to. */
function overlapFaults(served: ReturnType<typeof addressesOfDocument>['served']): readonly string[] {
  const all = keysOf(served).flatMap((endpoint) => served[endpoint].map((url) => ({ endpoint, url })));
  return all.flatMap(({ endpoint, url }, index) =>
    all.slice(index + 1).flatMap((other) => {
      const isPair =
        url === other.url &&
        [endpoint, other.endpoint].every((each) => ['sign-on', 'assertion-consumer'].includes(each)) &&
        endpoint !== other.endpoint;
      const overlap = pathsOverlap(parseUrlTemplate(url).path, parseUrlTemplate(other.url).path);
      return !overlap || isPair
        ? []
        : [`${url} (${endpoint}) and ${other.url} (${other.endpoint}) could be the same address`];
    }),
  );
}
