import * as samlify from 'samlify';
import type { SigningCertificate } from './signing-certificate.ts';
import type { SigningChoice } from './signing-choice.ts';

const algorithms: Readonly<Record<SigningChoice['algorithm'], string>> = {
  sha256: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  sha1: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
};

/** Where a signature goes and what it covers. */
export interface SignaturePlace {
  /** XPath of the element that is signed; the document element where absent. */
  readonly element?: string;
  /** XPath of the node beside which the signature goes. */
  readonly reference: string;
  readonly action: 'after' | 'prepend';
}

/**
 * `xml` with an enveloped signature in Entra's shape: the Signature in its own default namespace. samlify's
 * createLoginResponse always writes a `ds:` prefix there and cannot sign a response alone in this shape, so
 * its signer is called one floor lower.
 */
export function signXml(
  xml: string,
  certificate: SigningCertificate,
  algorithm: SigningChoice['algorithm'],
  place: SignaturePlace,
): string {
  return samlify.SamlLib.constructSAMLSignature({
    rawSamlMessage: xml,
    ...(place.element === undefined ? { isMessageSigned: true } : { referenceTagXPath: place.element }),
    privateKey: certificate.privateKey,
    signatureAlgorithm: algorithms[algorithm],
    signingCert: certificate.base64,
    signatureConfig: { prefix: '', location: { reference: place.reference, action: place.action } },
    isBase64Output: false,
  });
}
