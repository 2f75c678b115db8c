import { describe, expect, it } from 'vitest';
import type { Attributes } from '../../../../shared/saml/inbound/assertion/attributes.ts';
import {
  identityOfClaim,
  persistentIdentity,
  persistentNameId,
  type QualifiedNameId,
  readIdentity,
} from '../../../../shared/saml/inbound/assertion/identity.ts';
import { problemOf } from '../refusal.ts';

const issuer = 'https://idp.example/saml';
const identifier = 'https://app.example/';
const persistent: QualifiedNameId = {
  value: 'G-1',
  format: persistentNameId,
  nameQualifier: undefined,
  spNameQualifier: undefined,
};

/** What an assertion says, read by a tenant whose directory writes a persistent NameID. */
function byNameId(more: Partial<QualifiedNameId> = {}, ours: string | undefined = identifier) {
  const statements = {
    attributes: new Map() as unknown as Attributes,
    nameId: () => ({ ...persistent, ...more }),
    issuer: () => issuer,
  };
  return readIdentity(statements, {
    identityClaim: persistentNameId,
    ...(ours === '' ? {} : { identifier: ours }),
  });
}

describe('a persistent NameID', () => {
  it('is called as SAML Core 8.3.7 has it', () => {
    expect(persistentNameId).toBe('urn:oasis:names:tc:SAML:2.0:nameid-format:persistent');
  });

  it.each([
    ['without qualifiers', {}],
    ['qualified by its issuer', { nameQualifier: issuer }],
    ['qualified for us', { spNameQualifier: identifier }],
  ])('%s is the one identity', (_, qualifiers) => {
    expect(byNameId(qualifiers)).toEqual({ directoryId: `${issuer} ${persistentNameId}  `, objectId: 'G-1' });
    expect(byNameId(qualifiers)).toEqual(persistentIdentity(issuer, 'G-1'));
  });

  it.each([
    ['by another issuer', { nameQualifier: 'other' }, { nameQualifier: 'other' }],
    ['for somebody else', { spNameQualifier: 'other' }, { spNameQualifier: 'other' }],
  ])('qualified %s is another', (_, qualifiers, said) => {
    expect(byNameId(qualifiers)).toEqual(persistentIdentity(issuer, 'G-1', said));
    expect(byNameId(qualifiers)).not.toEqual(byNameId());
  });

  it('of a tenant whose Identifier nobody says is qualified by what stands there', () => {
    expect(byNameId({}, '')).toEqual(byNameId());
    expect(byNameId({ spNameQualifier: identifier }, '')).not.toEqual(byNameId());
  });

  it.each([
    ['another format', { format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient' }, /transient$/],
    ['no format', { format: undefined }, /^no Format$/],
    ['a value with a blank', { value: 'G 1' }, /^G 1$/],
  ])('with %s is refused, and what came is told', (_, more, actual) => {
    const problem = problemOf(() => byNameId(more));

    expect(problem?.code).toBe('identity-claim-malformed');
    expect(problem?.expected).toBe(`a NameID of ${persistentNameId}`);
    expect(problem?.actual).toMatch(actual);
  });
});

describe('the directory of an identity', () => {
  const named = (bytes: number) => identityOfClaim('i', 'n'.repeat(bytes - 2), 'v').directoryId;

  it('is issuer and claim as they are, up to 480 bytes', () => {
    expect(named(480)).toBe(`i ${'n'.repeat(478)}`);
  });

  it('is their hash beyond, for it becomes part of a key', () => {
    expect(named(481)).toMatch(/^sha256 [0-9a-f]{64}$/);
    expect(named(481)).not.toBe(named(482));
  });
});
