import { describe, expect, it } from 'vitest';
import { claimMappingOf } from '../../shared/claims/claim-mapping.ts';
import type { ClaimRules } from '../../shared/claims/claim-rules.ts';
import { mapClaims, maximumMappedClaimsBytes } from '../../shared/claims/map-claims.ts';

const groups = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups';
const groupsLink = 'http://schemas.microsoft.com/claims/groups.link';
const email = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress';

const mapped = (rules: ClaimRules, attributes: Record<string, readonly string[]>, own?: ClaimRules) =>
  mapClaims(claimMappingOf(rules, own), new Map(Object.entries(attributes)));
const problemOf = (rules: ClaimRules, attributes: Record<string, readonly string[]>) => {
  try {
    return mapped(rules, attributes);
  } catch (error) {
    return error as { code: string; expected: string; actual: string };
  }
};

describe('claims of a message', () => {
  it('are none where the application asks for none', () => {
    expect(mapped({}, { [email]: ['a@b.example'], role: ['Admin'] })).toEqual({});
  });

  it('come from Entra’s attributes without naming them', () => {
    const attributes = { [email]: ['a@b.example'], [groups]: ['g-1', 'g-2'] };
    expect(mapped({ email: {}, groups: {} }, attributes)).toEqual({
      email: 'a@b.example',
      groups: ['g-1', 'g-2'],
    });
  });

  it('come from the first spelling that has a value', () => {
    const rules = { team: { attributes: ['team', { name: 'team', namespace: 'urn:hr' }, 'Team'] } };
    expect(mapped(rules, { Team: ['c'], 'urn:hr/team': ['b'] })).toEqual({ team: 'b' });
    expect(mapped(rules, { Team: ['c'], team: [''] })).toEqual({ team: 'c' });
  });

  it('compare names exactly: another case is another attribute', () => {
    expect(mapped({ team: { attributes: ['team'] } }, { TEAM: ['a'] })).toEqual({});
  });

  it('are absent, and no empty list, where nothing was sent', () => {
    expect(mapped({ groups: {}, roles: {} }, { roles: ['', ''] })).toEqual({});
  });

  it('have each value once, in the order of the message', () => {
    expect(mapped({ roles: {} }, { roles: ['b', 'a', 'b', ''] })).toEqual({ roles: ['b', 'a'] });
    expect(mapped({ email: {} }, { [email]: ['a@b.example', 'a@b.example'] })).toEqual({
      email: 'a@b.example',
    });
  });

  it('mean nothing to JavaScript, whatever their attribute is called', () => {
    const rules = { own: { attributes: ['__proto__', 'constructor', 'toString'] } };
    expect(mapped(rules, {})).toEqual({});
    expect(mapped(rules, { toString: ['x'] })).toEqual({ own: 'x' });
  });

  it('are refused where a required one has no value', () => {
    expect(problemOf({ email: { required: true } }, { [email]: [''] })).toMatchObject({
      code: 'claim-missing',
      expected: expect.stringContaining(`${email} or email`),
    });
  });

  it('are refused where one of one value has several, and name no value', () => {
    const problem = problemOf({ email: {} }, { [email]: ['a@b.example', 'c@d.example'] });
    expect(problem).toMatchObject({ code: 'claim-many-values', actual: '2 values' });
    expect(JSON.stringify(problem)).not.toContain('@b.example');
  });

  describe('with a link to groups', () => {
    const attributes = { [groupsLink]: ['https://graph.windows.net/x'] };

    it.each<[string, ClaimRules]>([
      ['groups', { groups: {} }],
      ['groups that are required', { groups: { required: true } }],
      ['a claim of another name', { teams: { attributes: [groups], many: true } }],
    ])('are refused by the overage for %s', (_, rules) => {
      expect(problemOf(rules, attributes)).toMatchObject({ code: 'claim-groups-overage' });
    });

    it('are made where no groups are mapped, or the list came too', () => {
      expect(mapped({ email: {} }, attributes)).toEqual({});
      expect(mapped({ groups: {} }, { ...attributes, [groups]: ['g-1'] })).toEqual({ groups: ['g-1'] });
    });
  });

  describe('of a size', () => {
    const roles = (count: number, length: number) =>
      Array.from({ length: count }, (_, index) => `${index}`.padStart(length, 'r'));

    it('hold 30 roles of 60 letters', () => {
      expect(mapped({ roles: {} }, { roles: roles(30, 60) })).toEqual({ roles: roles(30, 60) });
    });

    it('fit to the byte, in UTF-8', () => {
      const frame = JSON.stringify({ note: '' }).length;
      const rules = { note: { attributes: ['note'] } };
      const fitting = `${'é'.repeat((maximumMappedClaimsBytes - frame) / 2 - 1)}${'a'.repeat(2)}`;
      expect(Buffer.byteLength(JSON.stringify({ note: fitting }))).toBe(
        maximumMappedClaimsBytes - ((maximumMappedClaimsBytes - frame) % 2),
      );
      expect(mapped(rules, { note: [fitting] })).toEqual({ note: fitting });
      expect(problemOf(rules, { note: [`${fitting}aa`] })).toMatchObject({ code: 'claims-too-large' });
    });

    it('are refused with the claim that is largest', () => {
      const problem = problemOf(
        { email: {}, groups: {} },
        { [email]: ['a@b.example'], [groups]: roles(90, 36) },
      );
      expect(problem).toMatchObject({
        code: 'claims-too-large',
        expected: 'at most 2048 bytes',
        actual: expect.stringMatching(/^\d+ bytes; groups has \d+ in 90 values$/),
      });
    });
  });
});

describe('a tenant’s own rule', () => {
  it('stands in place of the profile’s for that claim', () => {
    const attributes = { mail2: ['x@y.example'], [email]: ['a@b.example'], role: ['r'] };
    expect(mapped({ email: {}, roles: {} }, attributes, { email: { attributes: ['mail2'] } })).toEqual({
      email: 'x@y.example',
      roles: ['r'],
    });
  });

  it('takes a claim away, or adds one', () => {
    const attributes = { [email]: ['a@b.example'], unit: ['u'] };
    const own = { email: { off: true }, unit: { attributes: ['unit'] } } as const;
    expect(mapped({ email: {} }, attributes, own)).toEqual({ unit: 'u' });
  });
});

describe('what an administrator enters in Entra', () => {
  const entryOf = (rules: ClaimRules) => claimMappingOf(rules)[0]?.entry;

  it('is Entra’s own name and namespace for a standard claim', () => {
    expect(entryOf({ email: {} })).toEqual({
      name: 'emailaddress',
      namespace: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims',
      source: 'user.mail',
    });
  });

  it.each<[string | { name: string; namespace?: string }, object]>([
    ['workEmail', { name: 'workEmail' }],
    ['https://a.example', { name: 'https://a.example' }],
    ['https://a.example/', { name: 'https://a.example/' }],
    ['https://a.example/Attributes/Role', { name: 'Role', namespace: 'https://a.example/Attributes' }],
    ['urn:oid:2.5.4.42', { name: 'urn:oid:2.5.4.42' }],
    ['externalId/immutableId', { name: 'externalId/immutableId' }],
    [
      { name: 'id', namespace: 'urn:x' },
      { name: 'id', namespace: 'urn:x' },
    ],
  ])('is, for %j, what sends exactly that name', (attribute, entry) => {
    const [mappedClaim] = claimMappingOf({ own: { attributes: [attribute] } });
    expect(mappedClaim?.entry).toEqual(entry);
    const { name, namespace } = mappedClaim?.entry ?? { name: '' };
    expect(mappedClaim?.attributes).toEqual([namespace === undefined ? name : `${namespace}/${name}`]);
  });
});
