import { Buffer } from 'node:buffer';
import { hash } from 'node:crypto';
import { Problem } from '../../../problems/problem.ts';
import { type Attributes, directoryClaim, objectClaim } from './attributes.ts';

/** Who a person is in the directory, for good. Of Entra: two GUIDs in lower case; see {@link identityOfClaim}. */
export interface ClaimedIdentity {
  readonly directoryId: string;
  readonly objectId: string;
}

/** In place of a claim's name: the NameID, where the directory writes a persistent one (SAML Core 8.3.7). */
export const persistentNameId = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';

/** A NameID with what qualifies it. */
export interface QualifiedNameId {
  readonly value: string;
  readonly format: string | undefined;
  readonly nameQualifier: string | undefined;
  readonly spNameQualifier: string | undefined;
}

/** What an assertion says of a person, as far as it may identify them. */
export interface IdentifyingStatements {
  readonly attributes: Attributes;
  readonly nameId: () => QualifiedNameId;
  readonly issuer: () => string;
}

/** How a tenant's directory identifies people, and for whom it qualifies a persistent NameID. */
export interface IdentityRule {
  /** Name of the claim; {@link persistentNameId}; undefined for Entra's two claims. */
  readonly identityClaim?: string;
  /** Our Identifier: what a persistent NameID without SPNameQualifier is qualified for. */
  readonly identifier?: string;
}

/**
 * Returns the immutable identity of a person. By Entra's claims: one value of each, or undefined without either. By
 * the tenant's own identity claim: exactly one value; a message without it is refused, so that no
 * person signs in by a name alone.
 * @throws Problem `identity-claim-malformed`
 */
export function readIdentity(
  { attributes, nameId, issuer }: IdentifyingStatements,
  { identityClaim, identifier }: IdentityRule = {},
): ClaimedIdentity | undefined {
  if (identityClaim === persistentNameId) return identityOfNameId(nameId(), issuer(), identifier);
  if (identityClaim !== undefined) {
    return identityOfClaim(issuer(), identityClaim, oneValue(attributes, identityClaim, 256));
  }
  if (!attributes.has(directoryClaim) && !attributes.has(objectClaim)) return undefined;
  return {
    directoryId: oneValue(attributes, directoryClaim, 128).toLowerCase(),
    objectId: oneValue(attributes, objectClaim, 128).toLowerCase(),
  };
}

const visible = /^[\x21-\x7e]+$/;

function oneValue(attributes: Attributes, name: string, longest: number): string {
  const [value, ...more] = attributes.get(name) ?? [];
  if (value === undefined || more.length > 0 || !isIdentifier(value, longest)) {
    throw new Problem('identity-claim-malformed', {
      expected: `one value of ${name}`,
      actual: value === undefined ? 'none' : more.length > 0 ? `${more.length + 1}` : value,
    });
  }
  return value;
}

function isIdentifier(value: string, longest: number): boolean {
  return value.length <= longest && visible.test(value);
}

/**
 * Returns the identity that `value` of the claim `name` gives a person in the directory `issuer`: equal only where all
 * three are, exactly. No directory id of Entra has a blank, so it is never one of Entra's.
 */
export function identityOfClaim(issuer: string, name: string, value: string): ClaimedIdentity {
  return { directoryId: withinKey(`${issuer} ${name}`), objectId: value };
}

/** Left out, NameQualifier is the issuer and SPNameQualifier the Identifier (SAML Core 8.3.7): the same identity. */
function identityOfNameId(
  { value, format, nameQualifier = '', spNameQualifier = '' }: QualifiedNameId,
  issuer: string,
  identifier = '',
): ClaimedIdentity {
  if (format !== persistentNameId || !isIdentifier(value, 256)) {
    throw new Problem('identity-claim-malformed', {
      expected: `a NameID of ${persistentNameId}`,
      actual: format === persistentNameId ? value : (format ?? 'no Format'),
    });
  }
  return persistentIdentity(issuer, value, {
    nameQualifier: nameQualifier === issuer ? '' : nameQualifier,
    spNameQualifier: spNameQualifier === identifier ? '' : spNameQualifier,
  });
}

/** Returns the identity of a persistent NameID; qualifiers that are left out are the issuer and our Identifier. */
export function persistentIdentity(
  issuer: string,
  value: string,
  { nameQualifier = '', spNameQualifier = '' } = {},
): ClaimedIdentity {
  const qualifiers = [nameQualifier, spNameQualifier].map(encodeURIComponent);
  return identityOfClaim(issuer, [persistentNameId, ...qualifiers].join(' '), value);
}

/** It becomes part of a key of at most 2,048 bytes, in which `#` and `%` take three. */
const longestBytes = 480;

function withinKey(text: string): string {
  return Buffer.byteLength(text) <= longestBytes ? text : `sha256 ${hash('sha256', text)}`;
}
