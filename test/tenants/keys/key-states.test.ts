import { describe, expect, it } from 'vitest';
import type { TrustedKey } from '../../../shared/saml/inbound/signature/trusted-key.ts';
import { retiredKey } from '../../../shared/tenants/keys/inactive-key.ts';
import { keysWithState, placeKey, removeKey, trustKey } from '../../../shared/tenants/keys/key-states.ts';
import { thumbprintsOf } from '../../../shared/tenants/keys/thumbprints.ts';
import { keyName, knownThumbprints } from '../../../shared/tenants/keys/trusted-key-identity.ts';
import type { Connection } from '../../../shared/tenants/tenant.ts';
import { aTenant, newCertificate } from '../../harness/samples.ts';

const [first, second, third] = [newCertificate(), newCertificate(), newCertificate()];

function sha1Of(key: TrustedKey): TrustedKey {
  return { kind: 'thumbprint', algorithm: 'sha1', thumbprint: knownThumbprints(key).sha1 ?? '' };
}

const connection = (...trustedKeys: TrustedKey[]): Connection =>
  aTenant({ connection: { trustedKeys } }).connection;
const standing = (made: Connection) => keysWithState(made).map(({ key, state }) => [state, key]);

/** What is kept of a key once it is retired. */
function keptOf(key: TrustedKey): TrustedKey {
  const { state: _, ...kept } = retiredKey(key);
  return kept;
}

describe('the keys of a connection', () => {
  it('are one primary and any number of secondary ones', () => {
    expect(standing(connection(first, second, third))).toEqual([
      ['primary', first],
      ['secondary', second],
      ['secondary', third],
    ]);
  });

  it('go from candidate over secondary and primary to retired, and none is lost', () => {
    let made = placeKey(connection(first), second, 'candidate');
    expect(standing(made)).toEqual([
      ['primary', first],
      ['candidate', second],
    ]);
    expect(made.trustedKeys).toEqual([first]);
    made = placeKey(made, second, 'secondary');
    expect(standing(made)).toEqual([
      ['primary', first],
      ['secondary', second],
    ]);
    expect(made).not.toHaveProperty('setAsideKeys');
    made = placeKey(made, second, 'primary');
    expect(standing(made)).toEqual([
      ['primary', second],
      ['secondary', first],
    ]);
    made = placeKey(made, first, 'retired');
    expect(standing(made)).toEqual([
      ['primary', second],
      ['retired', keptOf(first)],
    ]);
    expect(made.trustedKeys).toEqual([second]);
  });

  it('have the next one as primary where the primary one is retired', () => {
    expect(standing(placeKey(connection(first, second), first, 'retired'))).toEqual([
      ['primary', second],
      ['retired', keptOf(first)],
    ]);
  });

  it('leave one primary where the primary one becomes secondary', () => {
    expect(placeKey(connection(first, second, third), first, 'secondary').trustedKeys).toEqual([
      second,
      first,
      third,
    ]);
    expect(placeKey(connection(first), first, 'secondary').trustedKeys).toEqual([first]);
  });

  it('keep their order where one that is trusted is trusted again', () => {
    expect(trustKey(connection(first, second), first).trustedKeys).toEqual([first, second]);
    expect(trustKey(connection(first), second).trustedKeys).toEqual([first, second]);
  });

  it('have a thumbprint pinned by its certificate, in its place', () => {
    const pinned = { ...sha1Of(first), pinned: first.certificate };
    expect(trustKey(connection(sha1Of(first), second), first).trustedKeys).toEqual([pinned, second]);
    expect(trustKey(connection(first), sha1Of(first)).trustedKeys).toEqual([first]);
  });

  it('never hold a key twice, however it was handed over', () => {
    const made = placeKey(placeKey(connection(second), first, 'retired'), sha1Of(first), 'secondary');
    const { sha256 } = thumbprintsOf(first.certificate);
    expect(standing(made)).toEqual([
      ['primary', second],
      ['secondary', { kind: 'thumbprint', algorithm: 'sha256', thumbprint: sha256 }],
    ]);
  });

  it('keep the last 20 retired ones', () => {
    const retired = Array.from({ length: 25 }, () => newCertificate());
    const made = retired.reduce((each, key) => placeKey(each, key, 'retired'), connection(first));
    expect(made.setAsideKeys?.map(keyName)).toEqual(retired.slice(5).map((key) => keyName(keptOf(key))));
  });

  it('can be removed, trusted or not', () => {
    const made = placeKey(connection(first, second), third, 'candidate');
    expect(standing(removeKey(removeKey(made, keyName(first)), keyName(third)))).toEqual([
      ['primary', second],
    ]);
  });
});
