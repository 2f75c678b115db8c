import { describe, expect, it } from 'vitest';
import { emptyConnection } from '../../../shared/tenants/connection.ts';
import {
  draftOf,
  maximumDraftKeys,
  withDraftStep,
  withDraftTest,
  withDraftValues,
} from '../../../shared/tenants/draft/draft.ts';
import { secondsAfter } from '../../fixtures/facts.ts';
import { aTenant, newCertificate } from '../../harness/samples.ts';
import { now, revisionOf, someValues, tested } from './tested-draft.ts';

describe('a draft', () => {
  it('begins with what the running connection has', () => {
    const { connection } = aTenant();
    const { issuer, loginUrl, trustedKeys } = connection;

    expect(draftOf(aTenant({ connection }), now).values).toEqual({ issuer, loginUrl, trustedKeys });
    expect(draftOf({ ...aTenant(), connection: emptyConnection }, now).values).toEqual({ trustedKeys: [] });
  });

  it('leaves the connection as it is, whatever stands in it', () => {
    const before = aTenant();

    expect(tested(before).connection).toEqual(before.connection);
    expect(withDraftStep(before, 'people', now).connection).toEqual(before.connection);
  });

  it('has another revision with other values, and the same with the same', () => {
    const values = someValues();
    const one = withDraftValues(aTenant(), values, 'connection', now);
    const other = withDraftValues(one, someValues(), 'connection', now);

    expect(revisionOf(withDraftValues(one, { ...values }, 'people', now))).toBe(revisionOf(one));
    expect(revisionOf(withDraftStep(one, 'people', now))).toBe(revisionOf(one));
    expect(revisionOf(other)).toBeGreaterThan(revisionOf(one));
  });

  it('shares no revision with one that was given up before', () => {
    const first = withDraftValues(aTenant(), someValues(), 'connection', now);
    const second = withDraftValues(aTenant(), someValues(), 'connection', secondsAfter(now, 1));

    expect(revisionOf(second)).not.toBe(revisionOf(first));
  });

  it('forgets its test when its values change, and keeps it otherwise', () => {
    const passed = tested(aTenant());

    expect(withDraftStep(passed, 'activate', now).draft?.test?.outcome).toBe('passed');
    expect(withDraftValues(passed, someValues(), 'connection', now).draft?.test).toBeUndefined();
  });

  it('takes no outcome of another revision', () => {
    const drafted = withDraftValues(aTenant(), someValues(), 'test', now);
    const late = { revision: revisionOf(drafted) - 1, at: now, outcome: 'passed', summary: '' } as const;

    expect(withDraftTest(drafted, late)).toBe(drafted);
    expect(withDraftTest(aTenant(), late).draft).toBeUndefined();
  });

  it('refuses more keys, and a longer summary, than an item should hold', () => {
    const trustedKeys = Array.from({ length: maximumDraftKeys + 1 }, newCertificate);
    const test = { revision: 1, at: now, outcome: 'passed', summary: 'ä'.repeat(1_025) } as const;

    expect(() => withDraftValues(aTenant(), someValues({ trustedKeys }), 'test', now)).toThrow(RangeError);
    expect(() => withDraftTest(aTenant(), test)).toThrow(RangeError);
  });
});
