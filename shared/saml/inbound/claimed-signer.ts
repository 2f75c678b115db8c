import { Problem } from '../../problems/problem.ts';
import type { EncryptedResponse, UnverifiedResponse } from './response.ts';
import { readSignature, shownCertificate } from './signature/signature.ts';
import { isElement, textOf, type XmlElement } from './xml/element.ts';
import * as ns from './xml/namespaces.ts';

/** Whom a message claims to come from. Nothing of it is verified. */
export interface ClaimedSigner {
  /** The Issuer of the Assertion; of the Response, where the Assertion is encrypted. */
  readonly issuer: string;
  /** The certificate in the KeyInfo of the signature, DER. */
  readonly certificate: Uint8Array;
}

/**
 * Returns whom an unverified message claims to come from, to look up whose keys can verify it; undefined where it names
 * no issuer or shows no certificate. It decides nothing: the tenant that is found by it verifies the message as any
 * other.
 */
export function claimedSigner(message: UnverifiedResponse | EncryptedResponse): ClaimedSigner | undefined {
  const signature =
    message.kind === 'encrypted'
      ? message.signature
      : (message.signatures.assertion ?? message.signatures.response);
  const issuer = issuerOf(message);
  if (signature === undefined || issuer === undefined) return undefined;
  try {
    const certificate = shownCertificate(readSignature(signature));
    return certificate && { issuer, certificate };
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

function issuerOf(message: UnverifiedResponse | EncryptedResponse): string | undefined {
  const isIssuer = (child: XmlElement | string): child is XmlElement =>
    typeof child !== 'string' && isElement(child, ns.saml, 'Issuer');
  const issuer = message.kind === 'encrypted' ? message.issuer : message.assertion.children.find(isIssuer);
  return issuer && textOf(issuer);
}
