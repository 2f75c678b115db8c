import { describe, expect, it } from 'vitest';
import { signedResponse } from '../fixtures/signed-response.ts';
import { expectedAt, type Tenant, tenants } from './tenants.ts';
import { outcomeOf, verdictOn } from './verdict.ts';
import type { SigningMode } from './world.ts';

const messageFor = ({ issuer, identifier, replyUrl, key }: Tenant, sign: SigningMode): string =>
  signedResponse({ issuer, audience: identifier, replyUrl }, { key, sign });

describe.each(['assertion', 'response'] as const)('with the %s signed', (sign) => {
  const messages = new Map(tenants.map((tenant) => [tenant, messageFor(tenant, sign)]));
  const verdictAt = (from: Tenant, to: Tenant) =>
    outcomeOf(verdictOn({ message: messages.get(from) ?? '' }, to));

  describe.each(tenants)('a message for $label', (from) => {
    it.each(tenants)('at $label', (to) => {
      expect(verdictAt(from, to)).toBe(expectedAt(from, to));
    });
  });

  it('is accepted on the diagonal only', () => {
    const accepted = tenants.flatMap((from) =>
      tenants.filter((to) => verdictAt(from, to) === 'accepted').map((to) => [from.label, to.label]),
    );

    expect(accepted).toEqual(tenants.map(({ label }) => [label, label]));
  });

  it('is judged alike where two tenants take turns 200 times', () => {
    const [acme, globex] = tenants as readonly [Tenant, Tenant, ...Tenant[]];
    const outcomes = Array.from({ length: 200 }, (_, slot) =>
      slot % 2 === 0
        ? [verdictAt(acme, acme), verdictAt(acme, globex)]
        : [verdictAt(globex, globex), verdictAt(globex, acme)],
    );

    expect(new Set(outcomes.map(String))).toEqual(new Set(['accepted,audience-mismatch']));
  });

  it('is refused where another tenant of the directory stands in its unsigned parts', () => {
    const [, globex] = tenants.filter(({ label }) => label.startsWith('trakstar')) as [Tenant, Tenant];
    const own = signedResponse(
      { issuer: globex.issuer, audience: globex.identifier, replyUrl: globex.replyUrl },
      { key: globex.key, sign: 'assertion' },
    );
    const acme = { ...globex, replyUrl: globex.replyUrl.replace('globex', 'acme') };
    const redirected = own.replace(`Destination="${globex.replyUrl}"`, `Destination="${acme.replyUrl}"`);

    expect(redirected).not.toBe(own);
    expect(outcomeOf(verdictOn({ message: own }, globex))).toBe('accepted');
    expect(outcomeOf(verdictOn({ message: redirected }, acme))).toBe('recipient-mismatch');
  });
});
