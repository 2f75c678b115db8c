import type { TrustedKey } from '../../saml/inbound/signature/trusted-key.ts';
import type { Connection } from '../tenant.ts';
import { type InactiveKey, type KeyState, type RetiredFacts, retiredKey } from './inactive-key.ts';
import { certificateOf, certificateThumbprints, isSameKey, keyName } from './trusted-key-identity.ts';

/** A key of a connection and where it stands. */
export interface KeyWithState {
  readonly name: string;
  readonly key: TrustedKey;
  readonly state: KeyState;
}

/** How many retired keys are kept; beyond it the one retired longest ago goes. The history keeps them all. */
export const maximumRetiredKeys = 20;

/** Every key: the primary one, the secondary ones, candidates, retired ones. */
export function keysWithState({ trustedKeys, setAsideKeys = [] }: Connection): readonly KeyWithState[] {
  const inState = (state: InactiveKey['state']) => setAsideKeys.filter((key) => key.state === state);
  return [
    ...trustedKeys.map((key, index) => status(key, index === 0 ? 'primary' : 'secondary')),
    ...[...inState('candidate'), ...inState('retired')].map(({ state, ...key }) => status(key, state)),
  ];
}

function status(key: TrustedKey, state: KeyState): KeyWithState {
  return { name: keyName(key), key, state };
}

/**
 * The connection with `key` in `state`, wherever it stood before. A key that is known in another form stays
 * one key: a thumbprint that meets its certificate is pinned by it. The first trusted key is primary whatever
 * was asked for; a primary one that becomes secondary goes behind the next.
 */
export function placeKey(connection: Connection, key: TrustedKey, state: KeyState): Connection {
  const known = keysWithState(connection).find((each) => isSameKey(each.key, key));
  const merged = known === undefined ? bare(key) : merge(known.key, key);
  const isOther = (each: TrustedKey) => !isSameKey(each, key);
  const trusted = connection.trustedKeys.filter(isOther);
  const setAside = (connection.setAsideKeys ?? []).filter(isOther);
  if (state === 'candidate' || state === 'retired') {
    const placed = state === 'retired' ? retiredKey(merged) : { ...merged, state };
    return withKeys(connection, trusted, [...setAside, placed]);
  }
  const place = state === 'primary' ? 0 : known?.state === 'primary' ? 1 : trusted.length;
  return withKeys(connection, [...trusted.slice(0, place), merged, ...trusted.slice(place)], setAside);
}

/**
 * The connection with `key` trusted. One that is trusted already keeps its place, and is pinned where this is
 * its certificate; any other becomes the last secondary one.
 */
export function trustKey(connection: Connection, key: TrustedKey): Connection {
  if (!connection.trustedKeys.some((each) => isSameKey(each, key))) {
    return placeKey(connection, key, 'secondary');
  }
  const trustedKeys = connection.trustedKeys.map((each) => (isSameKey(each, key) ? merge(each, key) : each));
  return { ...connection, trustedKeys };
}

/** The connection without the key of this name. */
export function removeKey(connection: Connection, name: string): Connection {
  const isOther = (key: TrustedKey) => keyName(key) !== name;
  const { trustedKeys, setAsideKeys = [] } = connection;
  return withKeys(connection, trustedKeys.filter(isOther), setAsideKeys.filter(isOther));
}

/** The connection with `certificate` beside the trusted thumbprint that names it, if it is not there yet. */
export function pinKey(connection: Connection, thumbprint: string, certificate: string): Connection {
  const trustedKeys = connection.trustedKeys.map((key) =>
    key.kind === 'thumbprint' && key.thumbprint === thumbprint && key.pinned === undefined
      ? { ...key, pinned: certificate }
      : key,
  );
  return { ...connection, trustedKeys };
}

function merge(known: TrustedKey, input: TrustedKey): TrustedKey {
  const certificate = certificateOf(input);
  // Of a retired key no certificate was kept: it comes back as it was handed over.
  const isWithout = certificateOf(known) === undefined && certificateThumbprints(known) !== undefined;
  if (isWithout && certificate !== undefined) return bare(input);
  if (known.kind === 'certificate' || known.pinned !== undefined || certificate === undefined)
    return bare(known);
  return { ...bare(known), pinned: certificate } as TrustedKey;
}

/** `key` without what it has for being set aside. */
function bare(key: TrustedKey): TrustedKey {
  const {
    state: _,
    sha1: __,
    notBefore: ___,
    notAfter: ____,
    ...rest
  } = key as TrustedKey & RetiredFacts & { state?: unknown };
  return rest;
}

/**
 * The connection with exactly these keys: the only way to set keys aside. Of the retired ones the last
 * {@link maximumRetiredKeys} are kept, however they came to be retired.
 */
export function withKeys(
  { setAsideKeys: _, ...connection }: Connection,
  trustedKeys: readonly TrustedKey[],
  setAside: readonly InactiveKey[],
): Connection {
  // The release before kept their certificates too: a key that moves takes these along.
  const retired = setAside
    .filter(({ state }) => state === 'retired')
    .slice(-maximumRetiredKeys)
    .map(retiredKey);
  const setAsideKeys = [...setAside.filter(({ state }) => state === 'candidate'), ...retired];
  return { ...connection, trustedKeys, ...(setAsideKeys.length === 0 ? {} : { setAsideKeys }) };
}
