import type { TrustedKey } from '../../saml/inbound/signature/trusted-key.ts';
import type { Connection } from '../tenant.ts';
import { type InactiveKey, type KeyState, type RetiredFacts, retiredKey } from './inactive-key.ts';
import { certificateOf, certificateThumbprints, isSameKey, keyName } from './trusted-key-identity.ts';

/** A key of a connection and its state. */
export interface KeyWithState {
  readonly name: string;
  readonly key: TrustedKey;
  readonly state: KeyState;
}

/** How many retired keys are stored; beyond that the one retired longest ago is dropped. The history keeps them all. */
export const maximumRetiredKeys = 20;

/** Returns every key in this order: primary, secondary, candidates, retired. */
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
 * Returns the connection with `key` in `state`, whatever state it had. A key that is known in another form stays one
 * key: a thumbprint that meets its certificate is pinned to it. The first trusted key is always primary, whatever
 * `state` says. A primary key that becomes secondary moves after the next one.
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
 * Returns the connection with `key` trusted. A key that is trusted already keeps its place, and is pinned where this is
 * its certificate. Any other becomes the last secondary key.
 */
export function trustKey(connection: Connection, key: TrustedKey): Connection {
  if (!connection.trustedKeys.some((each) => isSameKey(each, key))) {
    return placeKey(connection, key, 'secondary');
  }
  const trustedKeys = connection.trustedKeys.map((each) => (isSameKey(each, key) ? merge(each, key) : each));
  return { ...connection, trustedKeys };
}

/** Returns the connection without the key of this name. */
export function removeKey(connection: Connection, name: string): Connection {
  const isOther = (key: TrustedKey) => keyName(key) !== name;
  const { trustedKeys, setAsideKeys = [] } = connection;
  return withKeys(connection, trustedKeys.filter(isOther), setAsideKeys.filter(isOther));
}

/**
 * Returns the connection with `certificate` stored beside the trusted thumbprint that names it, if it is not stored
 * yet.
 */
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
  // A retired key is stored without its certificate, so the form that was given counts.
  const isWithout = certificateOf(known) === undefined && certificateThumbprints(known) !== undefined;
  if (isWithout && certificate !== undefined) return bare(input);
  if (known.kind === 'certificate' || known.pinned !== undefined || certificate === undefined)
    return bare(known);
  return { ...bare(known), pinned: certificate } as TrustedKey;
}

/** Returns `key` without the properties of a key that is set aside. */
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
 * Returns the connection with exactly these keys: the only way to set keys aside. Only the last {@link
 * maximumRetiredKeys} retired ones are kept, however they came to be retired.
 */
export function withKeys(
  { setAsideKeys: _, ...connection }: Connection,
  trustedKeys: readonly TrustedKey[],
  setAside: readonly InactiveKey[],
): Connection {
  // The previous release stored their certificates too: a key that moves keeps them.
  const retired = setAside
    .filter(({ state }) => state === 'retired')
    .slice(-maximumRetiredKeys)
    .map(retiredKey);
  const setAsideKeys = [...setAside.filter(({ state }) => state === 'candidate'), ...retired];
  return { ...connection, trustedKeys, ...(setAsideKeys.length === 0 ? {} : { setAsideKeys }) };
}
