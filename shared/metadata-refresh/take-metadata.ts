import type { TrustedKey } from '../saml/inbound/signature/trusted-key.ts';
import { readMetadata } from '../tenants/intake/read-metadata.ts';
import { keysWithState, placeKey, trustKey } from '../tenants/keys/key-states.ts';
import type { ReadCertificate } from '../tenants/keys/read-trusted-key.ts';
import { certificateThumbprints, isSameKey } from '../tenants/keys/trusted-key-identity.ts';
import type { Connection } from '../tenants/tenant.ts';
import { lastUsableKeyOf } from './expiry-reminder.ts';
import { MetadataFailure } from './metadata-failure.ts';
import type { PublishedKey, PublishedKeys } from './refresh-state.ts';

/**
 * How long a key stays trusted after metadata no longer shows it: a document that is wrong for a day or two removes
 * no key.
 */
export const retirementDelayMilliseconds = 3 * 86_400_000;

/** A connection after its metadata was taken, and the keys to store in its refresh state. */
export interface TakenMetadata {
  readonly connection: Connection;
  readonly seen: PublishedKeys;
}

/**
 * Reads the signing certificates in a metadata document.
 * @throws MetadataFailure `other-issuer`; IdpMetadataError; TrustedKeyError
 */
export function readPublishedCertificates(
  document: Uint8Array,
  { issuer, now }: { readonly issuer: string; readonly now: Date },
): readonly ReadCertificate[] {
  const { entityId, certificates } = readMetadata(document, now);
  if (entityId === issuer) return certificates;
  throw new MetadataFailure('other-issuer', 'The metadata belongs to a different directory than the tenant.');
}

/**
 * Returns what the certificates at a tenant's metadata URL change in its connection. The refresh and the command both
 * call it. It is pure.
 *
 * - A new certificate is trusted as a secondary key. It never becomes primary: all trusted keys count alike.
 * - A key that is missing for {@link retirementDelayMilliseconds} is retired, unless metadata never showed it or no
 *   usable key would remain.
 * - A key that an operator retired stays retired.
 * @param seen What metadata showed at the refresh before.
 */
export function takeMetadata(
  connection: Connection,
  seen: PublishedKeys,
  published: readonly ReadCertificate[],
  now: Date,
): TakenMetadata {
  const trusting = published.reduce((made, each) => withPublished(made, seen, each, now), connection);
  const noted = {
    ...seen,
    ...Object.fromEntries(published.flatMap((each) => seenEntry(trusting, seen, each, now))),
  };
  const publishedNames = new Set(published.map(({ thumbprints }) => thumbprints.sha256));
  const missing = Object.entries(noted).filter(([name]) => !publishedNames.has(name));
  return missing.reduce((taken, [name, key]) => withMissing(taken, name, key, now), {
    connection: trusting,
    seen: noted,
  });
}

/**
 * Returns `connection` with the keys of a document that was uploaded once. New ones become secondary, known ones keep
 * their place, and one that was retired stays retired. No key is removed: the next document may not come.
 */
export function takeUploadedKeys(connection: Connection, keys: readonly TrustedKey[]): Connection {
  return keys.reduce((made, key) => {
    const isRetired = made.setAsideKeys?.some((each) => each.state === 'retired' && isSameKey(each, key));
    return isRetired ? made : trustKey(made, key);
  }, connection);
}

function withPublished(
  connection: Connection,
  seen: PublishedKeys,
  { key, notAfter, thumbprints }: ReadCertificate,
  now: Date,
): Connection {
  const known = keysWithState(connection).find((each) => isSameKey(each.key, key));
  const wasRetiredByRefresh = seen[thumbprints.sha256]?.retiredAt !== undefined;
  if (known?.state === 'retired' && !wasRetiredByRefresh) return connection;
  // Entra also publishes expired certificates. No sign-in could use one that is trusted only from now on.
  if ((known === undefined || known.state === 'retired') && notAfter <= now) return connection;
  return trustKey(connection, key);
}

/** Returns the entry of a published key that is trusted; of any other the entry before, if there is one. */
function seenEntry(
  connection: Connection,
  seen: PublishedKeys,
  { key, thumbprints }: ReadCertificate,
  now: Date,
): [string, PublishedKey][] {
  const before = seen[thumbprints.sha256];
  if (connection.trustedKeys.some((each) => isSameKey(each, key))) {
    return [[thumbprints.sha256, { firstSeenAt: before?.firstSeenAt ?? now }]];
  }
  return before === undefined ? [] : [[thumbprints.sha256, before]];
}

function withMissing(
  { connection, seen }: TakenMetadata,
  name: string,
  key: PublishedKey,
  now: Date,
): TakenMetadata {
  // By the certificate alone: a thumbprint without one never came from metadata.
  const known = keysWithState(connection).find((each) => certificateThumbprints(each.key)?.sha256 === name);
  const { [name]: _, ...others } = seen;
  // An operator removed the key or made it inactive: metadata no longer decides about it.
  if (known === undefined) return { connection, seen: others };
  if (known.state === 'retired' || known.state === 'candidate') {
    return { connection, seen: key.retiredAt === undefined ? others : seen };
  }
  const missingSince = key.missingSince ?? now;
  const missing = { firstSeenAt: key.firstSeenAt, missingSince };
  const isOver = now.getTime() - missingSince.getTime() >= retirementDelayMilliseconds;
  const trustedKeys = connection.trustedKeys.filter((each) => !isSameKey(each, known.key));
  if (!isOver || lastUsableKeyOf({ trustedKeys }, now) === undefined) {
    return { connection, seen: { ...seen, [name]: missing } };
  }
  return {
    connection: placeKey(connection, known.key, 'retired'),
    seen: { ...seen, [name]: { ...missing, retiredAt: now } },
  };
}
