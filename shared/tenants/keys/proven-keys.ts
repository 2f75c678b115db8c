import type { TrustedKey } from '../../saml/inbound/signature/trusted-key.ts';
import type { Connection, ProvenKey } from '../tenant.ts';
import { pinKey } from './key-states.ts';
import { type Thumbprints, thumbprintsOf } from './thumbprints.ts';
import { isSameKey, keyName, knownThumbprints } from './trusted-key-identity.ts';

/*
 * Anyone can list a certificate: metadata is public, and what an administrator enters is only a claim. A key is proven
 * once it has signed a message for this tenant in answer to this tenant's own request. Only the tenant's directory can
 * do that, because this tenant's Reply URL is registered only there.
 */

type Proven = Pick<Connection, 'provenKeys'>;

/** Returns the proof of `key`; undefined where it has never signed for this connection. */
export function proofOf({ provenKeys = [] }: Proven, key: TrustedKey): ProvenKey | undefined {
  return provenKeys.find((proven) => matches(proven, knownThumbprints(key)));
}

/** Returns whether `key` has signed for this connection, in answer to one of our requests. */
export function isProven(connection: Proven, key: TrustedKey): boolean {
  return proofOf(connection, key) !== undefined;
}

/** Returns whether the fingerprints in `known` identify the certificate with these fingerprints. */
export function matches({ sha1, sha256 }: Thumbprints, known: Partial<Thumbprints>): boolean {
  return known.sha256 === undefined ? known.sha1 === sha1 : known.sha256 === sha256;
}

/** Returns whether `key` is the certificate with these fingerprints. */
export function matchesThumbprints(prints: Thumbprints, key: TrustedKey): boolean {
  return matches(prints, knownThumbprints(key));
}

/**
 * Returns the connection with the trusted key of these fingerprints proven; unchanged where it trusts no such key, or
 * has that proof.
 */
export function withProof(connection: Connection, { sha1, sha256 }: Thumbprints, at: Date): Connection {
  const isTrusted = connection.trustedKeys.some((key) => matchesThumbprints({ sha1, sha256 }, key));
  const { provenKeys = [] } = connection;
  if (!isTrusted || provenKeys.some((proven) => proven.sha256 === sha256)) return connection;
  return withProofs(connection, [...provenKeys, { sha1, sha256, at }]);
}

/** Returns the same for the certificate that signed a message, and pins the thumbprint that names it. */
export function withSigner(connection: Connection, certificate: string, at: Date): Connection {
  const prints = thumbprintsOf(certificate);
  const pinned = Object.values(prints).reduce(
    (made, thumbprint) => pinKey(made, thumbprint, certificate),
    connection,
  );
  return withProof(pinned, prints, at);
}

/** Returns the connection without the proof of `key`, which stays trusted. */
export function withoutProof(connection: Connection, key: TrustedKey): Connection {
  const { provenKeys = [] } = connection;
  return withProofs(
    connection,
    provenKeys.filter((proven) => !matchesThumbprints(proven, key)),
  );
}

/**
 * Returns `after` with only its valid proofs: those of keys that it trusts and, if the issuer changed, only new ones. A
 * key that is trusted again has to sign again.
 */
export function withValidProofs(before: Connection, after: Connection): Connection {
  const { provenKeys } = after;
  if (provenKeys === undefined) return after;
  const isOfBefore = (proven: ProvenKey) =>
    before.provenKeys?.some(
      ({ sha256, at }) => sha256 === proven.sha256 && at.getTime() === proven.at.getTime(),
    );
  const kept = provenKeys.filter(
    (proven) =>
      after.trustedKeys.some((key) => matchesThumbprints(proven, key)) &&
      (before.issuer === after.issuer || !isOfBefore(proven)),
  );
  return kept.length === provenKeys.length ? after : withProofs(after, kept);
}

/** Returns the keys that `after` trusts and `before` did not, or did for another issuer. */
export function newlyTrusted(before: Connection | undefined, after: Connection): readonly TrustedKey[] {
  if (before === undefined || before.issuer !== after.issuer) return after.trustedKeys;
  return after.trustedKeys.filter((key) => !before.trustedKeys.some((each) => isSameKey(each, key)));
}

/** Returns the proofs that `after` has and `before` had not, or had for another issuer. */
export function newlyProven(before: Connection | undefined, after: Connection): readonly ProvenKey[] {
  const { provenKeys = [] } = after;
  if (before === undefined || before.issuer !== after.issuer) return provenKeys;
  return provenKeys.filter(({ sha256 }) => !before.provenKeys?.some((each) => each.sha256 === sha256));
}

/** Returns whether `key` was trusted under `name`, whichever form either of them has. */
export function isKeyNamed(key: TrustedKey, name: string): boolean {
  const print = name.replace(/^certificate-/, '');
  return keyName(key) === name || Object.values(knownThumbprints(key)).includes(print);
}

function withProofs({ provenKeys: _, ...connection }: Connection, proofs: readonly ProvenKey[]): Connection {
  if (proofs.length === 0) return connection;
  return {
    ...connection,
    provenKeys: [...proofs].sort((one, other) => (one.sha256 < other.sha256 ? -1 : 1)),
  };
}
