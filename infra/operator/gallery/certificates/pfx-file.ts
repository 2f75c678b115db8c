import forge from 'node-forge';
import type { TestKey } from './test-key.ts';

/**
 * Returns a key with its certificate as a PFX file (PKCS #12), which Entra's **Import certificate** takes. It is
 * encrypted with Triple DES and SHA-1, as Windows' `Export-PfxCertificate` writes it by default and as Microsoft's
 * script for the validator does: every importer reads that. The key is for tests alone, so the cipher protects nothing
 * of worth.
 * @see https://www.rfc-editor.org/rfc/rfc7292
 */
export function pfxFile({ privateKey, certificate, subject }: TestKey, password: string): Buffer {
  const key = forge.pki.privateKeyFromPem(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  const der = forge.util.createBuffer(certificate.toString('binary'));
  const x509 = forge.pki.certificateFromAsn1(forge.asn1.fromDer(der));
  const pkcs12 = forge.pkcs12.toPkcs12Asn1(key, [x509], password, {
    algorithm: '3des',
    friendlyName: subject,
  });
  return Buffer.from(forge.asn1.toDer(pkcs12).getBytes(), 'binary');
}
