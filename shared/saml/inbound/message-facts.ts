import type { Hash } from './algorithms.ts';
import type { Assertion, AssertionParts } from './assertion.ts';
import { ifReached } from './check-list.ts';
import type { EncryptedResponse, UnverifiedResponse } from './response.ts';
import { findSigner, readSignature, shownCertificate } from './signature.ts';
import type { ClaimedAssertion, SignedPlace } from './trust-check.ts';
import { readCertificate, type TrustedCertificate } from './trusted-keys.ts';
import { attributeOf, textOf, type XmlElement } from './xml-element.ts';

/** One signature of a message, as it describes itself. */
export interface SignatureFacts {
  readonly of: SignedPlace;
  readonly signatureHash: Hash;
  readonly digestHash: Hash;
  /** The certificate that it shows, trusted or not. */
  readonly certificate?: TrustedCertificate;
  /** Whether that certificate's key made it: it does where the directory merely signs with another certificate. */
  readonly fitsCertificate: boolean;
}

/** What can be read of a message, whoever wrote it: what a part that is missing or malformed says is left out. */
export interface MessageFacts extends Partial<Omit<Assertion, 'conditions' | 'confirmation'>> {
  readonly responseIssuer?: string;
  readonly destination?: string;
  /** Of the Response. */
  readonly inResponseTo?: string;
  readonly conditions?: Assertion['conditions'];
  readonly confirmation?: Assertion['confirmation'];
}

/** The facts of a Response around an assertion that stays closed. */
export function factsOfResponse({
  response,
  issuer,
}: Pick<UnverifiedResponse, 'response' | 'issuer'>): MessageFacts {
  return outerFacts(response, issuer);
}

/** The facts of an assertion, as far as its `parts` were found. */
export function factsOfAssertion(
  { response, responseIssuer }: ClaimedAssertion,
  parts: AssertionParts,
): MessageFacts {
  return {
    ...outerFacts(response, responseIssuer),
    ...ifReached(parts.head),
    ...ifReached(parts.claims),
    ...ifReached(parts.subject),
    ...ifReached(parts.conditions),
    ...ifReached(parts.authentication),
    ...ifReached(parts.identity),
  };
}

function outerFacts(response: XmlElement, issuer: XmlElement | undefined): MessageFacts {
  const responseIssuer = issuer && textOf(issuer);
  const destination = attributeOf(response, 'Destination');
  const inResponseTo = attributeOf(response, 'InResponseTo');
  return {
    ...(responseIssuer === undefined ? {} : { responseIssuer }),
    ...(destination === undefined ? {} : { destination }),
    ...(inResponseTo === undefined ? {} : { inResponseTo }),
  };
}

/** What each signature in the clear says of itself, of the assertion first. */
export function signatureFacts(message: UnverifiedResponse | EncryptedResponse): readonly SignatureFacts[] {
  const signatures = 'encryptedAssertion' in message ? { response: message.signature } : message.signatures;
  const places = ['assertion', 'response'] as const;
  return places.flatMap((of) => {
    const signature: XmlElement | undefined =
      of in signatures ? signatures[of as keyof typeof signatures] : undefined;
    return (signature && ifReached(() => describeSignature(of, signature))) ?? [];
  });
}

function describeSignature(of: SignedPlace, signature: XmlElement): SignatureFacts {
  const read = readSignature(signature);
  const { signatureHash, digestHash } = read.signedInfo;
  const der = ifReached(() => shownCertificate(read));
  const certificate = der && readCertificate(der);
  const signer = certificate && ifReached(() => findSigner(read, [certificate]));
  return {
    of,
    signatureHash,
    digestHash,
    ...(certificate === undefined ? {} : { certificate }),
    fitsCertificate: signer !== undefined,
  };
}
