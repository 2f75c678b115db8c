import { expect, it } from 'vitest';
import {
  type ObservedProfile,
  type ProfileChange,
  profileChangesBetween,
} from '../../../shared/sign-in/log/profile-changes.ts';
import type { ResponseProfile } from '../../../shared/sign-in/response-profile.ts';
import { maximumResponseProfileBytes } from '../../../shared/sign-in/response-profile.ts';
import { claimNames } from '../../fixtures/entra-parts.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { acceptedAssertion, knownProfileOf } from '../accepted.ts';

const usual: ResponseProfile = knownProfileOf(acceptedAssertion());

it('takes of a message how it is written, and nobody’s name', () => {
  expect(usual).toEqual({
    nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    nameIdFrom: [claimNames.emailAddress, claimNames.name],
    claims: [
      claimNames.authnMethods,
      claimNames.displayName,
      claimNames.identityProvider,
      claimNames.objectId,
      claimNames.directoryId,
      claimNames.emailAddress,
      claimNames.givenName,
      claimNames.name,
      claimNames.surname,
    ].sort(),
    signed: 'assertion',
    signatureHash: 'sha256',
    certificate: signingKey().sha1Thumbprint.toLowerCase(),
  });
  expect(JSON.stringify(usual)).not.toContain(facts.signInName);
});

it('keeps names of claims of 256 bytes, and no more of all than a profile may have', () => {
  const attributes = new Map(
    Array.from({ length: 300 }, (_, index) => [`${index}`.padStart(400, '0'), ['x']]),
  );
  const shape = knownProfileOf({ ...acceptedAssertion(), attributes });

  expect(Buffer.byteLength(JSON.stringify(shape))).toBeLessThanOrEqual(maximumResponseProfileBytes);
  expect(shape.claims).toHaveLength(7);
  expect(Math.max(...shape.claims.map(({ length }) => length))).toBe(256);
  // Three bytes each, and half of none; one that is the NameID's as well is kept in both places.
  const wide = new Map(
    Array.from({ length: 300 }, (_, index) => [
      `${index}${'語'.repeat(400)}`,
      [acceptedAssertion().nameId.value],
    ]),
  );
  const wider = knownProfileOf({ ...acceptedAssertion(), attributes: wide });
  expect(Buffer.byteLength(JSON.stringify(wider))).toBeLessThanOrEqual(maximumResponseProfileBytes);
  expect([wider.nameIdFrom.length, wider.claims.length]).toEqual([2, 5]);
  expect(JSON.stringify(wider)).not.toContain('\ufffd');
});

it.each<[string, ObservedProfile, string[]]>([
  ['nothing of the same', usual, []],
  ['nothing of what was not seen', {}, []],
  ['a certificate', { certificate: 'other' }, ['certificate']],
  ['an algorithm', { ...usual, signatureHash: 'sha1' }, ['signature-algorithm']],
  ['the signed part', { ...usual, signed: 'both' }, ['signed-part']],
  ['a NameID format', { ...usual, nameIdFormat: 'other' }, ['name-id-format']],
  ['a NameID from nowhere', { ...usual, nameIdFrom: [] }, ['name-id-source']],
  ['a NameID from elsewhere', { ...usual, nameIdFrom: [claimNames.objectId] }, ['name-id-source']],
  ['no NameID from one of two claims that were the same', { ...usual, nameIdFrom: [claimNames.name] }, []],
  ['a claim less', { ...usual, claims: usual.claims.slice(1) }, ['claim-gone']],
  ['a claim more', { ...usual, claims: [...usual.claims, 'new'] }, ['claim-new']],
])('tells of %s', (_, seen, changes) => {
  expect(profileChangesBetween(usual, seen).map(({ what }) => what)).toEqual(changes);
});

const { nameIdFormat: _format, signatureHash: _hash, ...bare } = usual;

it.each<[string, ResponseProfile, ObservedProfile, ProfileChange[]]>([
  ['a format that is new', bare, usual, [formatChange('', usual.nameIdFormat ?? '')]],
  ['a format that is gone', usual, bare, [formatChange(usual.nameIdFormat ?? '', '')]],
  ['no algorithm where none was seen before', bare, { ...bare, signatureHash: 'sha256' }, []],
  ['no source where there is none and was none', { ...bare, nameIdFrom: [] }, { nameIdFrom: [] }, []],
  [
    'a source where there was none',
    { ...bare, nameIdFrom: [] },
    { nameIdFrom: ['a', 'b'] },
    [{ what: 'name-id-source', from: '', to: 'a b' }],
  ],
  [
    'one source instead of another',
    { ...bare, nameIdFrom: ['a'] },
    { nameIdFrom: ['b'] },
    [{ what: 'name-id-source', from: 'a', to: 'b' }],
  ],
])('tells of %s, from and to', (_, before, seen, changes) => {
  expect(profileChangesBetween(before, seen)).toEqual(changes);
});

function formatChange(from: string, to: string): ProfileChange {
  return { what: 'name-id-format', from, to };
}
