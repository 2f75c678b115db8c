import { locationsAt } from '../../apps/locate.ts';
import type { Site } from '../../apps/site.ts';
import { AddressError } from './address.ts';

/** The values of a connection that must not be addresses of the application itself. */
export type ForeignField = 'issuer' | 'loginUrl' | 'logoutUrl';

/**
 * Returns the first value that is an address of one of `sites`, whatever its path. A Sign-on or Reply URL as Login URL
 * would redirect a browser in circles, and no directory has our Identifier as its issuer.
 */
export function ownAddressAmong(
  sites: readonly Site[],
  values: { readonly [Field in ForeignField]?: string },
): ForeignField | undefined {
  const fields = ['issuer', 'loginUrl', 'logoutUrl'] as const;
  return fields.find((field) => isOwn(sites, values[field]));
}

function isOwn(sites: readonly Site[], text = ''): boolean {
  const url = URL.parse(text);
  // A dot at the end names the same host.
  const host = url?.hostname.replace(/\.$/, '') ?? '';
  return url !== null && locationsAt(sites, { host, path: url.pathname, rawQuery: '' }).length > 0;
}

/** Returns the error for such a value. */
export function ownAddressError(): AddressError {
  return new AddressError('own-address');
}
