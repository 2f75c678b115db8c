import { describe, expect, it } from 'vitest';
import { defaultClockSkewSeconds as skew } from '../../shared/saml/inbound/assertion/clock-skew.ts';
import { signIn } from '../../shared/sign-in/sign-in.ts';
import { sessionLength } from '../../shared/tenants/tenant.ts';
import type { EntraParts } from '../fixtures/entra-parts.ts';
import { facts, secondsAfter } from '../fixtures/facts.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { attemptOf, storesOf, tenantWith } from './attempt.ts';

const { minimumSeconds, defaultSeconds, maximumSeconds } = sessionLength;
const after = (seconds: number) => secondsAfter(facts.now, seconds);

describeWithDatabase('a session', (database) => {
  /** How many seconds after now the session ends, and the item of its replay guard. */
  async function endsOf(sessionLengthSeconds: number, parts: Partial<EntraParts> = {}) {
    const stores = storesOf(database().tables);
    const tenant = await tenantWith(stores, {}, { sessionLengthSeconds });
    const outcome = await signIn(stores, attemptOf(tenant, undefined, {}, parts));
    if (outcome.kind !== 'signed-in') throw new Error(outcome.kind);
    const { sessionExpiresAt, expiresAt } = outcome.signIn;
    return [sessionExpiresAt, expiresAt].map((end) => (end.getTime() - facts.now.getTime()) / 1_000);
  }

  it.each([minimumSeconds, defaultSeconds, maximumSeconds])(
    'lasts the %d seconds of its tenant',
    async (length) => {
      expect(await endsOf(length)).toEqual([length, Math.max(length, 3_600 + skew)]);
    },
  );

  it('lasts from 15 minutes to 24 hours, 8 hours by default', () => {
    expect(sessionLength).toEqual({
      minimumSeconds: 15 * 60,
      defaultSeconds: 8 * 3_600,
      maximumSeconds: 24 * 3_600,
    });
  });

  describe('with a SessionNotOnOrAfter', () => {
    it.each([
      ['before the end is shortened to it', 600, 600],
      ['a moment from now is as short', 1, 1],
      ['at the end ends there', defaultSeconds, defaultSeconds],
      ['after the end is not lengthened', defaultSeconds + 1, defaultSeconds],
      ['years away is not lengthened', 10 * 365 * 86_400, defaultSeconds],
    ])('%s', async (_, sessionNotOnOrAfter, ends) => {
      const [sessionEnds] = await endsOf(defaultSeconds, { sessionNotOnOrAfter: after(sessionNotOnOrAfter) });
      expect(sessionEnds).toBe(ends);
    });
  });

  it('keeps its replay guard as long as the assertion could be accepted, however short it is itself', async () => {
    const parts = {
      notOnOrAfter: after(7_200),
      confirmationNotOnOrAfter: after(3_600),
      sessionNotOnOrAfter: after(60),
    };

    expect(await endsOf(minimumSeconds, parts)).toEqual([60, 7_200 + skew]);
    expect(await endsOf(minimumSeconds, { ...parts, notOnOrAfter: after(60) })).toEqual([60, 60 + skew]);
  });
});
