import { verify, X509Certificate } from 'node:crypto';
import { aadsts } from './aadsts.ts';
import type { EnterpriseApplication } from './enterprise-application.ts';
import type { UploadedCertificate, Verification } from './uploaded-certificate.ts';

const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

/**
 * Checks the signature in the query of an AuthnRequest (SAML Bindings 3.4.4.1), over the octets as they came, where
 * the application demands one. @throws AadstsError 76021 where there is none, 75005 where it is not the application's
 * @param rawQuery Undefined where the request came by a form, which has no place for this signature.
 */
export function requireSignature(
  rawQuery: string | undefined,
  application: EnterpriseApplication,
  { required, certificates }: Verification,
): void {
  if (!required) return;
  const pairs = (rawQuery ?? '').split('&').map((pair) => [pair.split('=', 1)[0] ?? '', pair] as const);
  const raw = (name: string) => pairs.find(([found]) => found === name)?.[1];
  const value = (name: string) => decodeURIComponent(raw(name)?.slice(name.length + 1) ?? '');
  if (raw('Signature') === undefined) throw aadsts.requestNotSigned(application);
  const signed = ['SAMLRequest', 'RelayState', 'SigAlg'].flatMap((name) => raw(name) ?? []).join('&');
  const signature = Buffer.from(value('Signature'), 'base64');
  const isGood = ({ base64 }: UploadedCertificate) =>
    verify(
      'sha256',
      Buffer.from(signed),
      new X509Certificate(Buffer.from(base64, 'base64')).publicKey,
      signature,
    );
  if (value('SigAlg') !== rsaSha256 || !certificates.some(isGood)) {
    throw aadsts.messageInvalid('The signature does not verify with a verification certificate.');
  }
}
