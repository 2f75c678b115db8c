import { describe, expect, it } from 'vitest';
import type { SetupLinkId } from '../../../shared/ids/setup-link-id.ts';
import { defined } from '../../../shared/objects/defined.ts';
import type { TrustedKey } from '../../../shared/saml/inbound/signature/trusted-key.ts';
import { emptyConnection } from '../../../shared/tenants/connection.ts';
import { activateDraft, connectionOf } from '../../../shared/tenants/draft/activate-draft.ts';
import type { DraftKind, DraftValues } from '../../../shared/tenants/draft/connection-draft.ts';
import {
  maximumDraftKeys,
  valuesOf,
  withDraftTest,
  withDraftValues,
} from '../../../shared/tenants/draft/draft.ts';
import { retiredKey } from '../../../shared/tenants/keys/inactive-key.ts';
import { maximumRetiredKeys, placeKey } from '../../../shared/tenants/keys/key-states.ts';
import { thumbprintsOf } from '../../../shared/tenants/keys/thumbprints.ts';
import { acceptsSignIns, isSsoEnabled } from '../../../shared/tenants/sso-entitlement.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { profileOf } from '../../fixtures/apps.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { aTenant, newCertificate } from '../../harness/samples.ts';
import { day, now, refusalOf, revisionOf, someValues, tested } from './tested-draft.ts';

describe('activating a draft', () => {
  it('makes the connection of it, active, and keeps what is not the administrator’s to change', () => {
    const encryption = { mode: 'required', certificate: 'AAAA' } as const;
    const before = aTenant({
      connection: { encryption, allowSha1: true, logoutUrl: 'https://old.example/' },
    });
    const values = someValues();
    const { connection, draft } = activateDraft(
      profileOf(before.app),
      tested(before, values),
      revisionOf(tested(before, values)),
      now,
    );

    expect(draft).toBeUndefined();
    expect(connection).toEqual({
      ...values,
      state: 'active',
      allowSha1: true,
      encryption,
      setAsideKeys: before.connection.trustedKeys.map(retiredKey),
    });
  });

  it('sets up a tenant that had no connection', () => {
    const before: Tenant = { ...aTenant(), connection: emptyConnection };
    const after = activateDraft(profileOf(before.app), tested(before), revisionOf(tested(before)), now);

    expect(acceptsSignIns(profileOf(before.app), before)).toBe(false);
    expect(acceptsSignIns(profileOf(after.app), after)).toBe(true);
  });

  it.each([
    ['stays where the directory is the same', 'http://www.okta.com/exk1', 'user.id'],
    ['stays where it was named before any directory', '', 'user.id'],
    ['goes with the directory that it was named for', 'http://www.okta.com/exk2', undefined],
  ])('finds an identity claim of the operator: it %s', (_, issuerBefore, identityClaim) => {
    const connection = { ...aTenant().connection, issuer: issuerBefore, identityClaim: 'user.id' };
    const values = someValues({ issuer: 'http://www.okta.com/exk1' });

    expect(connectionOf(connection, { values })?.identityClaim).toBe(identityClaim);
  });

  it('again and again keeps as many retired keys as any connection does, the newest', () => {
    let tenant = aTenant();
    let last: readonly TrustedKey[] = [];
    for (let round = 0; round < 8; round += 1) {
      last = tenant.connection.trustedKeys;
      const trustedKeys = Array.from({ length: maximumDraftKeys }, () => newCertificate());
      const drafted = tested(tenant, someValues({ trustedKeys }));
      tenant = activateDraft(profileOf(drafted.app), drafted, revisionOf(drafted), now);
    }
    const { setAsideKeys = [] } = tenant.connection;
    expect(setAsideKeys).toHaveLength(maximumRetiredKeys);
    expect(setAsideKeys.slice(-last.length)).toEqual(last.map(retiredKey));
  });

  it.each([
    ['names another claim for the same directory', 'http://www.okta.com/exk1', 'uid', 'uid'],
    ['names one for another directory', 'http://www.okta.com/exk2', 'uid', 'uid'],
    ['is of Entra, which has none', facts.issuer, 'uid', undefined],
    ['is of Entra, and names none', facts.issuer, undefined, undefined],
  ])('takes the identity claim of a draft that %s', (_, issuer, named, identityClaim) => {
    const connection = {
      ...aTenant().connection,
      issuer: 'http://www.okta.com/exk1',
      identityClaim: 'user.id',
    };
    const values = someValues({ issuer, ...defined({ identityClaim: named }) });
    const claimOf = (kind: 'set-up' | 'renewal', running = connection) =>
      connectionOf(running, { kind, values })?.identityClaim;

    expect(claimOf('set-up')).toBe(identityClaim);
    expect(claimOf('set-up', { ...connection, issuer: '' })).toBe(identityClaim);
    expect(claimOf('renewal', { ...connection, issuer })).toBe('user.id');
  });

  it('retires no key that the draft has', () => {
    const before = aTenant();
    const { trustedKeys } = before.connection;
    const drafted = withDraftValues(before, someValues({ trustedKeys }), 'test', now);

    expect(drafted.draft && connectionOf(before.connection, drafted.draft)?.setAsideKeys).toBeUndefined();
  });

  it.each<[string, Partial<DraftValues>, 'trusted' | 'retired']>([
    ['stays where the directory is the same', { issuer: aTenant().connection.issuer }, 'trusted'],
    ['is retired where the directory is another', { issuer: 'https://sts.windows.net/other/' }, 'retired'],
  ])('finds a key that a rollover brought after the draft was made: it %s', (_, more, standing) => {
    const drafted = tested(aTenant(), someValues(more));
    const brought = newCertificate();
    const { connection } = drafted;
    const rolledOver = {
      ...drafted,
      connection: { ...connection, trustedKeys: [...connection.trustedKeys, brought] },
    };
    const after = activateDraft(profileOf(rolledOver.app), rolledOver, revisionOf(drafted), now).connection;

    const retired = after.setAsideKeys ?? [];
    if (standing === 'trusted') expect(after.trustedKeys).toContainEqual(brought);
    else expect(retired).toContainEqual(retiredKey(brought));
    expect(retired).toEqual(expect.arrayContaining(connection.trustedKeys.map(retiredKey)));
  });

  it.each<DraftKind>(['set-up', 'renewal'])(
    'brings back no key that an operator retired since its values were chosen (%s)',
    (kind) => {
      const [kept, leaked, added] = [newCertificate(), newCertificate(), newCertificate()];
      const before = aTenant({ connection: { trustedKeys: [kept, leaked] } });
      const values = { ...valuesOf(before.connection), trustedKeys: [kept, leaked, added] };
      const origin = { link: '7KQF-M2ZD' as SetupLinkId, kind };
      const drafted = withDraftValues(before, values, 'test', now, origin);
      const signer = thumbprintsOf(added.certificate);
      const test = {
        revision: revisionOf(drafted),
        at: now,
        outcome: 'passed',
        signer,
        summary: '',
      } as const;
      const retired = {
        ...withDraftTest(drafted, test),
        connection: placeKey(before.connection, leaked, 'retired'),
      };
      const after = activateDraft(profileOf(retired.app), retired, revisionOf(drafted), now).connection;

      expect(after.trustedKeys).toEqual([kept, added]);
      expect(after.setAsideKeys).toMatchObject([{ state: 'retired' }]);
    },
  );

  it('is refused where no key that would remain has signed: the one that did was retired since', () => {
    const [unproven, tried] = [newCertificate(), newCertificate()];
    const before = aTenant({ connection: { trustedKeys: [tried] } });
    const values = { ...valuesOf(before.connection), trustedKeys: [tried, unproven] };
    const drafted = withDraftValues(before, values, 'test', now);
    const signer = thumbprintsOf(tried.certificate);
    const test = {
      revision: revisionOf(drafted),
      at: now,
      outcome: 'passed',
      signer,
      summary: '',
    } as const;
    const passedByTried = withDraftTest(drafted, test);

    expect(refusalOf(passedByTried)).toBeUndefined();
    const retired = placeKey(before.connection, tried, 'retired');
    expect(refusalOf({ ...passedByTried, connection: retired })).toBe('unproven');
  });

  it('as a renewal adds keys, and changes and removes nothing of what runs by then', () => {
    const before = aTenant({ connection: { metadataUrl: 'https://login.microsoftonline.com/a?appid=a' } });
    const origin = { link: '7KQF-M2ZD' as SetupLinkId, kind: 'renewal' } as const;
    const added = newCertificate();
    const values = { ...someValues(), issuer: before.connection.issuer, trustedKeys: [added] };
    const drafted = withDraftValues(before, values, 'test', now, origin);
    const signer = thumbprintsOf(added.certificate);
    const test = {
      revision: revisionOf(drafted),
      at: now,
      outcome: 'passed',
      signer,
      summary: '',
    } as const;
    const ready = withDraftTest(drafted, test);
    const after = activateDraft(profileOf(ready.app), ready, revisionOf(drafted), now).connection;

    expect(after).toEqual({
      ...before.connection,
      trustedKeys: [...before.connection.trustedKeys, added],
    });
    const moved = { ...before.connection, issuer: 'https://sts.windows.net/another/' };
    expect(refusalOf({ ...ready, connection: moved })).toBe('nothing-to-activate');
  });

  const passed = tested(aTenant());
  const disabled = aTenant({ connection: { state: 'disabled' } });
  it.each<[string, Tenant, string]>([
    ['there is no draft', aTenant(), 'nothing-to-activate'],
    [
      'no key has been handed over',
      tested(aTenant(), someValues({ trustedKeys: [] })),
      'nothing-to-activate',
    ],
    ['it has not been tested', withDraftValues(aTenant(), someValues(), 'test', now), 'not-tested'],
    ['its test failed', tested(aTenant(), someValues(), 'failed'), 'not-tested'],
    ['the operator disabled the tenant', tested(disabled), 'switched-off'],
    ['single sign-on is switched off', tested(aTenant({ sso: false })), 'switched-off'],
  ])('is refused where %s', (_, tenant, reason) => {
    expect(refusalOf(tenant)).toBe(reason);
  });

  it('is refused where the draft is another one than the administrator saw', () => {
    expect(refusalOf(passed, revisionOf(passed) + 1)).toBe('changed');
    expect(refusalOf(passed)).toBeUndefined();
  });

  it('is refused a day after the test, and not a second earlier', () => {
    expect(refusalOf(passed, revisionOf(passed), secondsAfter(now, day))).toBeUndefined();
    expect(refusalOf(passed, revisionOf(passed), secondsAfter(now, day + 1))).toBe('test-too-old');
  });
});

describe('single sign-on as a paid feature', () => {
  it.each([
    ['timetrack', true, undefined, true],
    ['timetrack', false, undefined, true],
    ['trakstar', true, undefined, true],
    ['trakstar', false, undefined, false],
    ['trakstar', false, true, true],
    ['trakstar', true, false, false],
    ['timetrack', true, false, false],
  ] as const)('%s, set up: %s, operator says %s: %s', (app, isSetUp, sso, expected) => {
    const connection = isSetUp ? aTenant().connection : emptyConnection;
    const tenant = { ...aTenant({ app }), connection, ...defined({ sso }) };

    expect(isSsoEnabled(profileOf(tenant.app), tenant)).toBe(expected);
    expect(acceptsSignIns(profileOf(tenant.app), tenant)).toBe(expected && isSetUp);
  });
});
