import { describe, expect, it } from 'vitest';
import type { PublishedKeys } from '../../shared/metadata-refresh/refresh-state.ts';
import { retirementDelayMilliseconds, takeMetadata } from '../../shared/metadata-refresh/take-metadata.ts';
import { keysWithState, placeKey } from '../../shared/tenants/keys/key-states.ts';
import { shownThumbprint } from '../../shared/tenants/keys/trusted-key-identity.ts';
import type { Connection } from '../../shared/tenants/tenant.ts';
import { facts, secondsAfter } from '../fixtures/facts.ts';
import { type SigningKey, signingKey } from '../fixtures/keys.ts';
import { asCertificate, asThumbprint } from '../fixtures/trusted-key.ts';
import { aTenant } from '../harness/samples.ts';
import { shown } from './metadata.ts';

const [old, next, third] = [signingKey(), signingKey({ name: 'next' }), signingKey({ name: 'directory' })];
const { now } = facts;
const graceSeconds = retirementDelayMilliseconds / 1_000;
const trusting = (...trustedKeys: Connection['trustedKeys']) =>
  aTenant({ connection: { trustedKeys } }).connection;
const seen = (...keys: readonly SigningKey[]): PublishedKeys =>
  Object.fromEntries(keys.map(({ sha256Thumbprint }) => [sha256Thumbprint, { firstSeenAt: now }]));
const states = (connection: Connection) =>
  keysWithState(connection).map(({ key, state }) => `${state} ${shownThumbprint(key).toLowerCase()}`);

describe('what metadata shows', () => {
  it('is trusted beside what is trusted, and what was primary stays so', () => {
    const plan = takeMetadata(trusting(asCertificate(old)), {}, shown(next, old), now);
    expect(states(plan.connection)).toEqual([
      `primary ${old.sha1Thumbprint}`,
      `secondary ${next.sha1Thumbprint}`,
    ]);
    expect(plan.seen).toEqual(seen(next, old));
  });

  it('pins the thumbprint that names it', () => {
    const plan = takeMetadata(trusting(asThumbprint(old)), {}, shown(old), now);
    expect(plan.connection.trustedKeys).toEqual([{ ...asThumbprint(old), pinned: old.certificate }]);
  });

  it('is left where it stands when it shows the same again, by the same plan', () => {
    const first = takeMetadata(trusting(asCertificate(old)), {}, shown(old, next), now);
    const again = takeMetadata(first.connection, first.seen, shown(old, next), secondsAfter(now, 86_400));
    expect(again).toEqual(first);
  });

  it('is not trusted where an operator retired it, nor remembered', () => {
    const connection = placeKey(
      trusting(asCertificate(old), asCertificate(next)),
      asCertificate(next),
      'retired',
    );
    const plan = takeMetadata(connection, {}, shown(old, next), now);
    expect(states(plan.connection)).toEqual([
      `primary ${old.sha1Thumbprint}`,
      `retired ${next.sha1Thumbprint}`,
    ]);
    expect(plan.seen).toEqual(seen(old));
  });

  it('is trusted where it waited as a candidate', () => {
    const connection = placeKey(trusting(asCertificate(old)), asCertificate(next), 'candidate');
    const plan = takeMetadata(connection, {}, shown(next), now);
    expect(states(plan.connection)).toEqual([
      `primary ${old.sha1Thumbprint}`,
      `secondary ${next.sha1Thumbprint}`,
    ]);
  });

  it('is not trusted anew where it has expired already', () => {
    const expired = signingKey({ name: 'next', notAfter: secondsAfter(now, -1) });
    const plan = takeMetadata(trusting(asCertificate(old)), {}, shown(old, expired), now);
    expect(states(plan.connection)).toEqual([`primary ${old.sha1Thumbprint}`]);
  });
});

describe('a key that metadata shows no more', () => {
  const both = trusting(asCertificate(old), asCertificate(next));

  it.each([
    ['stays trusted until the grace is over', graceSeconds - 1, 'primary'],
    ['is retired when the grace is over', graceSeconds, 'retired'],
  ])('%s', (_, seconds, state) => {
    const missed = takeMetadata(both, seen(old, next), shown(next), now);
    expect(states(missed.connection)).toEqual(states(both));
    const later = takeMetadata(missed.connection, missed.seen, shown(next), secondsAfter(now, seconds));
    expect(states(later.connection)).toContain(`${state} ${old.sha1Thumbprint}`);
    expect(later.connection.trustedKeys).toHaveLength(state === 'retired' ? 1 : 2);
  });

  it('counts its grace from the first time that it was missed', () => {
    const missed = takeMetadata(both, seen(old, next), shown(next), now);
    const again = takeMetadata(missed.connection, missed.seen, shown(next), secondsAfter(now, 3_600));
    expect(again.seen[old.sha256Thumbprint]?.missingSince).toEqual(now);
  });

  it('has its whole grace again once it was shown in between', () => {
    const missed = takeMetadata(both, seen(old, next), shown(next), now);
    const back = takeMetadata(missed.connection, missed.seen, shown(old, next), secondsAfter(now, 3_600));
    const gone = takeMetadata(back.connection, back.seen, shown(next), secondsAfter(now, graceSeconds));
    expect(gone.connection.trustedKeys).toHaveLength(2);
  });

  it('is trusted again when metadata shows it again', () => {
    const missing = {
      [old.sha256Thumbprint]: { firstSeenAt: now, missingSince: secondsAfter(now, -graceSeconds) },
    };
    const retired = takeMetadata(both, { ...seen(next), ...missing }, shown(next), now);
    expect(states(retired.connection)).toContain(`retired ${old.sha1Thumbprint}`);
    const back = takeMetadata(retired.connection, retired.seen, shown(next, old), now);
    expect(states(back.connection)).toEqual([
      `primary ${next.sha1Thumbprint}`,
      `secondary ${old.sha1Thumbprint}`,
    ]);
    expect(back.seen).toEqual(seen(next, old));
  });

  it('is never retired where metadata has never shown it', () => {
    const byHand = trusting(asCertificate(third), asCertificate(old));
    const plan = takeMetadata(byHand, {}, shown(old), now);
    const later = takeMetadata(plan.connection, plan.seen, shown(old), secondsAfter(now, 10 * graceSeconds));
    expect(states(later.connection)).toEqual(states(byHand));
  });

  it.each([
    ['the only one', []],
    ['the only one that has not expired', [signingKey({ name: 'next', notAfter: secondsAfter(now, 60) })]],
    [
      'the only one that is valid yet',
      [signingKey({ name: 'next', notBefore: secondsAfter(now, 5 * graceSeconds) })],
    ],
  ])('is never retired where it is %s', (_, others) => {
    const connection = trusting(asCertificate(old), ...others.map(asCertificate));
    const missing = { [old.sha256Thumbprint]: { firstSeenAt: now, missingSince: now } };
    const later = secondsAfter(now, 2 * graceSeconds);
    const plan = takeMetadata(connection, { ...seen(...others), ...missing }, shown(...others), later);
    expect(plan.connection.trustedKeys).toEqual(connection.trustedKeys);
  });

  it('is never retired for the sake of a thumbprint that nobody has seen a certificate of', () => {
    const connection = trusting(asCertificate(old), asThumbprint(next));
    const missing = { [old.sha256Thumbprint]: { firstSeenAt: now, missingSince: now } };
    const plan = takeMetadata(connection, missing, shown(), secondsAfter(now, 2 * graceSeconds));
    expect(plan.connection.trustedKeys).toEqual(connection.trustedKeys);
  });

  it.each([
    ['retired', (connection: Connection) => placeKey(connection, asCertificate(old), 'retired')],
    ['removed', () => trusting(asCertificate(next))],
  ])('is remembered no more where an operator has %s it', (_, without) => {
    const connection = without(both);
    const plan = takeMetadata(connection, seen(old, next), shown(next), now);
    expect(plan).toEqual({ connection, seen: seen(next) });
  });
});
