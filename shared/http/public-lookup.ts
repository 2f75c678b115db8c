import { lookup as lookUp } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** An address to which a name resolves. */
export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** Resolves a host name. */
export type Resolve = (name: string) => Promise<readonly ResolvedAddress[]>;

/** Thrown where a name leads to an address that is not public. */
export class AddressNotPublic extends Error {
  override readonly name = 'AddressNotPublic';
}

/** Returns a name's addresses by the system's resolver. */
export async function resolveBySystem(name: string): Promise<readonly ResolvedAddress[]> {
  return await lookUp(name, { all: true });
}

/**
 * Returns whether the host of a URL is an address that is not public. Node looks up names alone: an address in a URL never
 * reaches {@link lookUpPublic}.
 */
export function hasPrivateAddress(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(host) !== 0 && !isPublicAddress(host);
}

/**
 * Returns a lookup for `node:https` that answers with public addresses alone. The connection goes to exactly the address
 * that was checked, so a name that resolves differently a moment later has no effect.
 */
export function lookUpPublic(resolve: Resolve): LookupFunction {
  return (name, options, callback) => {
    resolve(name)
      .then((addresses) => {
        const refused = addresses.find(({ address }) => !isPublicAddress(address));
        if (addresses.length > 0 && refused === undefined)
          return answeringLookup(addresses)(name, options, callback);
        // One private address among public ones is an attack too.
        throw new AddressNotPublic(`${name} leads to an address that is not public.`);
      })
      .catch((error: Error) => callback(error, []));
  };
}

/** Returns a lookup that answers every name with these addresses. */
export function answeringLookup(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (_, { all }, callback) => {
    const [first] = addresses;
    if (all || first === undefined) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };
}
