import { describe, expect, it } from 'vitest';
import { candidateCertificates, prepareTrust } from '../../../shared/saml/inbound/signature/prepare-trust.ts';
import { maximumCertificateBytes } from '../../../shared/saml/inbound/signature/trusted-key.ts';
import { parseCertificateFile } from '../../../shared/tenants/keys/read-trusted-key.ts';
import { type SigningKey, signingKey } from '../../fixtures/keys.ts';
import { asCertificate, asThumbprint } from '../../fixtures/trusted-key.ts';

const derOf = ({ certificate }: SigningKey): Buffer => Buffer.from(certificate, 'base64');
/** With a name that makes the whole certificate of so many bytes, or of one less: it stands in it twice. */
function certificateOf(bytes: number): SigningKey {
  const named = (length: number) => signingKey({ commonName: 'x'.repeat(length) });
  return named(3_000 + Math.floor((bytes - derOf(named(3_000)).length) / 2));
}
const [largest, tooLarge] = [
  certificateOf(maximumCertificateBytes),
  certificateOf(maximumCertificateBytes + 2),
];
const picture = certificateOf(45_000);

describe('a certificate of more than 8 kB', () => {
  it('is none that can be handed over; one of 8 kB is', () => {
    expect(8_192 - derOf(largest).length).toBeOneOf([0, 1]);
    expect(derOf(tooLarge).length - 8_192).toBeOneOf([1, 2]);
    expect(parseCertificateFile(derOf(largest)).key).toEqual(asCertificate(largest));
    for (const each of [tooLarge, picture]) {
      expect(() => parseCertificateFile(derOf(each))).toThrow(expect.objectContaining({ code: 'too-large' }));
    }
  });

  it('is refused where a message shows it for a thumbprint, before anything is pinned', () => {
    const shown = (each: SigningKey) => () =>
      candidateCertificates(
        prepareTrust({ trustedKeys: [asThumbprint(each)], allowSha1: false }),
        derOf(each),
      );
    expect(shown(largest)()).toHaveLength(1);
    for (const each of [tooLarge, picture]) {
      expect(shown(each)).toThrow(
        expect.objectContaining({ code: 'certificate-too-large', expected: 'at most 8192 bytes' }),
      );
    }
  });

  it('is as unknown as any where the tenant does not know its thumbprint', () => {
    const trust = prepareTrust({ trustedKeys: [asThumbprint(largest)], allowSha1: false });
    expect(() => candidateCertificates(trust, derOf(picture))).toThrow(
      expect.objectContaining({ code: 'key-unknown' }),
    );
  });

  it('that a tenant has trusted since before there was a limit still counts', () => {
    const trust = prepareTrust({ trustedKeys: [asCertificate(picture)], allowSha1: false });
    expect(candidateCertificates(trust, derOf(picture))).toHaveLength(1);
  });
});
