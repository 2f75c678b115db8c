import * as v from 'valibot';
import type { TrustedKey } from '../../saml/inbound/signature/trusted-key.ts';
import type { Storable } from '../../store/expression.ts';
import { storedInstant } from '../../store/read-stored.ts';
import type { ProvenKey } from '../tenant.ts';
import type { InactiveKey, RetiredFacts } from './inactive-key.ts';
import { thumbprintAlgorithm } from './thumbprints.ts';
import { keyName } from './trusted-key-identity.ts';

/*
 * Keys are stored as maps by name, so that none is stored twice. Trusted keys and others have separate maps, so that no
 * misreading makes a key trusted.
 */

/** A certificate, DER in base64 on one line. */
export const storedCertificate = v.pipe(
  v.string(),
  v.regex(/^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/),
);
const position = v.pipe(v.number(), v.integer());

const certificateKey = { kind: v.literal('certificate'), certificate: storedCertificate, position };
const thumbprintKey = {
  kind: v.literal('thumbprint'),
  algorithm: v.picklist(['sha1', 'sha256']),
  thumbprint: v.string(),
  pinned: v.exactOptional(storedCertificate),
  position,
};
const setAside = {
  state: v.picklist(['candidate', 'retired']),
  sha1: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/))),
  notBefore: v.exactOptional(storedInstant),
  notAfter: v.exactOptional(storedInstant),
};

const isNamedByItsAlgorithm = (key: { kind: string; thumbprint?: string; algorithm?: string }): boolean =>
  key.kind === 'certificate' || thumbprintAlgorithm(key.thumbprint ?? '') === key.algorithm;

const storedKey = v.pipe(
  v.variant('kind', [v.strictObject(certificateKey), v.strictObject(thumbprintKey)]),
  v.check((key) => isNamedByItsAlgorithm(key)),
);
const storedInactiveKey = v.pipe(
  v.variant('kind', [
    v.strictObject({ ...certificateKey, state: setAside.state }),
    v.strictObject({ ...thumbprintKey, ...setAside }),
  ]),
  v.check((key) => isNamedByItsAlgorithm(key)),
);

/** The keys in their order. No map, or an empty one, is an empty list: no signature is trusted. */
export const storedTrustedKeys = v.pipe(
  v.record(v.string(), storedKey),
  v.check((keys) => Object.entries(keys).every(([name, key]) => name === keyName(key))),
  v.transform((keys): readonly TrustedKey[] =>
    Object.values(keys)
      .sort(byPosition)
      .map(({ position: _, ...key }) => key),
  ),
);

/** The keys that are not trusted, in their order. */
export const storedInactiveKeys = v.pipe(
  v.record(v.string(), storedInactiveKey),
  v.check((keys) => Object.entries(keys).every(([name, key]) => name === keyName(key))),
  v.transform((keys): readonly InactiveKey[] =>
    Object.values(keys)
      .sort(byPosition)
      .map(({ position: _, ...key }) => key as InactiveKey),
  ),
);

/** The proven keys, by the SHA-256 of their certificates. */
export const storedProvenKeys = v.pipe(
  v.record(
    v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    v.strictObject({ sha1: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)), at: storedInstant }),
  ),
  v.transform((keys): readonly ProvenKey[] =>
    Object.keys(keys)
      .sort()
      .flatMap((sha256) => {
        const { [sha256]: proof } = keys;
        return proof === undefined ? [] : [{ sha1: proof.sha1, sha256, at: proof.at }];
      }),
  ),
);

/** Returns proven keys in their stored form. */
export function provenKeyMap(keys: readonly ProvenKey[]): Readonly<Record<string, Storable>> {
  return Object.fromEntries(
    keys.map(({ sha1, sha256, at }): [string, Storable] => [sha256, { sha1, at: at.toISOString() }]),
  );
}

function byPosition(one: { readonly position: number }, other: { readonly position: number }): number {
  return one.position - other.position;
}

/** Returns `keys` in their stored form; a key that is listed twice is stored once. */
export function trustedKeyMap(
  keys: readonly (TrustedKey & RetiredFacts)[],
): Readonly<Record<string, Storable>> {
  const entries = keys.map((key, position): [string, Storable] => {
    const { notBefore, notAfter, ...rest } = key;
    const dates = { notBefore: notBefore?.toISOString(), notAfter: notAfter?.toISOString() };
    return [keyName(key), { ...rest, ...dates, position }];
  });
  return Object.fromEntries(entries);
}
