import type { TrustedKey } from '../saml/inbound/signature/trusted-key.ts';
import { keysWithState, placeKey, trustKey } from '../tenants/keys/key-states.ts';
import type { ReadCertificate } from '../tenants/keys/read-trusted-key.ts';
import { certificateThumbprints, isSameKey } from '../tenants/keys/trusted-key-identity.ts';
import type { Connection } from '../tenants/tenant.ts';
import { usableUntil } from './certificate-dates.ts';
import type { PublishedKey, PublishedKeys } from './refresh-state.ts';

/**
 * How long a key stays trusted that metadata shows no more: long enough that a page of Entra's that is wrong for
 * a day or two takes nobody's key, and short against what an expired key does by itself.
 */
export const retirementDelayMilliseconds = 3 * 86_400_000;

/** What metadata asks of a connection, and what is remembered of it. */
export interface RolloverPlan {
  readonly connection: Connection;
  readonly seen: PublishedKeys;
}

/**
 * What becomes of `connection` now that its metadata shows the certificates `shown`. New ones are trusted as
 * secondary keys, those that it shows no more are retired after {@link retirementDelayMilliseconds}. It never
 * retires a key that metadata has not shown before, nor one that the rest would leave nobody able to sign in
 * without; and it brings back no key that an operator retired. Nothing is promoted: every trusted key counts alike.
 */
export function planRollover(
  connection: Connection,
  seen: PublishedKeys,
  shown: readonly ReadCertificate[],
  now: Date,
): RolloverPlan {
  const names = new Set(shown.map(nameOf));
  const trusting = shown.reduce((made, each) => withShown(made, seen, each, now), connection);
  const noted = { ...seen, ...Object.fromEntries(shown.flatMap((each) => note(trusting, seen, each, now))) };
  const missing = Object.entries(noted).filter(([name]) => !names.has(name));
  return missing.reduce((plan, [name, key]) => withMissing(plan, name, key, now), {
    connection: trusting,
    seen: noted,
  });
}

function nameOf({ thumbprints }: ReadCertificate): string {
  return thumbprints.sha256;
}

function withShown(
  connection: Connection,
  seen: PublishedKeys,
  { key, notAfter, thumbprints }: ReadCertificate,
  now: Date,
): Connection {
  const known = keysWithState(connection).find((each) => isSameKey(each.key, key));
  const wasRetiredByUs = seen[thumbprints.sha256]?.retiredAt !== undefined;
  if (known?.state === 'retired' && !wasRetiredByUs) return connection;
  // Entra lists its expired certificates too: nobody can sign in with one that is only trusted from now on.
  if ((known === undefined || known.state === 'retired') && notAfter <= now) return connection;
  return trustKey(connection, key);
}

/** That metadata shows a trusted key; nothing of one that is not. */
function note(
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
  { connection, seen }: RolloverPlan,
  name: string,
  key: PublishedKey,
  now: Date,
): RolloverPlan {
  const status = keysWithState(connection).find((each) => isOfCertificate(each.key, name));
  const { [name]: _, ...others } = seen;
  // Forgotten or set aside by an operator: then there is nothing to remember of it either.
  if (status === undefined) return { connection, seen: others };
  if (status.state === 'retired' || status.state === 'candidate') {
    return { connection, seen: key.retiredAt === undefined ? others : seen };
  }
  const missingSince = key.missingSince ?? now;
  const missing = { firstSeenAt: key.firstSeenAt, missingSince };
  const isOver = now.getTime() - missingSince.getTime() >= retirementDelayMilliseconds;
  if (!isOver || !leavesAUsableKey(connection, status.key, now)) {
    return { connection, seen: { ...seen, [name]: missing } };
  }
  return {
    connection: placeKey(connection, status.key, 'retired'),
    seen: { ...seen, [name]: { ...missing, retiredAt: now } },
  };
}

/** By its certificate alone: a thumbprint that no sign-in has shown one for has nothing to do with metadata. */
function isOfCertificate(key: TrustedKey, name: string): boolean {
  return certificateThumbprints(key)?.sha256 === name;
}

function leavesAUsableKey({ trustedKeys }: Connection, leaving: TrustedKey, now: Date): boolean {
  return trustedKeys.some((key) => !isSameKey(key, leaving) && usableUntil(key, now) !== undefined);
}
