import * as v from 'valibot';
import type { TrustedKey } from '../saml/inbound/trust.ts';
import type { Storable } from '../store/expression.ts';
import { thumbprintAlgorithm, thumbprintsOf } from './thumbprints.ts';

/*
 * Trusted keys are stored as a map, not a list, so that one conditional update can pin a certificate to the
 * thumbprint that it means and to no other, whatever has happened to the others meanwhile.
 */

const base64 = v.pipe(
  v.string(),
  v.regex(/^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/),
);
const position = v.pipe(v.number(), v.integer());

const storedKey = v.variant('kind', [
  v.strictObject({ kind: v.literal('certificate'), certificate: base64, position }),
  v.pipe(
    v.strictObject({
      kind: v.literal('thumbprint'),
      algorithm: v.picklist(['sha1', 'sha256']),
      thumbprint: v.string(),
      pinned: v.exactOptional(base64),
      position,
    }),
    v.check((key) => thumbprintAlgorithm(key.thumbprint) === key.algorithm),
  ),
]);

/** The keys in their order. An empty map, or none, is an empty list: nobody is trusted. */
export const storedTrustedKeys = v.pipe(
  v.record(v.string(), storedKey),
  v.check((keys) => Object.entries(keys).every(([name, key]) => name === mapName(key))),
  v.transform((keys): readonly TrustedKey[] =>
    Object.values(keys)
      .sort((one, other) => one.position - other.position)
      .map(({ position: _, ...key }) => key),
  ),
);

/** `keys` as they are stored; one that stands twice is kept once. */
export function trustedKeyMap(keys: readonly TrustedKey[]): Readonly<Record<string, Storable>> {
  const entries = keys.map((key, index): [string, Storable] => [mapName(key), { ...key, position: index }]);
  return Object.fromEntries(entries);
}

/** What a key is called in the map: a thumbprint by itself, a certificate by its SHA-256. */
function mapName(key: TrustedKey): string {
  return key.kind === 'thumbprint' ? key.thumbprint : `certificate-${thumbprintsOf(key.certificate).sha256}`;
}
