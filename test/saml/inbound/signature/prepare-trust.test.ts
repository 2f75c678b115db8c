import { Buffer } from 'node:buffer';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  candidateCertificates,
  prepareTrust,
} from '../../../../shared/saml/inbound/signature/prepare-trust.ts';
import type { TrustedKey } from '../../../../shared/saml/inbound/signature/trusted-key.ts';
import { selfSignedCertificate } from '../../../fixtures/certificate.ts';
import { facts, secondsAfter } from '../../../fixtures/facts.ts';
import { signingKey } from '../../../fixtures/keys.ts';
import { asCertificate, asThumbprint } from '../../../fixtures/trusted-key.ts';
import { problemOf, refusalOf } from '../refusal.ts';

const key = signingKey();
const stranger = signingKey({ name: 'stranger' });
const weak = signingKey({ name: 'weak', bits: 1024 });
const der = key.x509.raw;
const trustIn = (...trustedKeys: TrustedKey[]) => prepareTrust({ trustedKeys, allowSha1: false });

describe('prepareTrust', () => {
  it('reads what a certificate says of itself', () => {
    const [certificate] = trustIn(asCertificate(key)).certificates;

    expect(certificate).toMatchObject({
      notBefore: secondsAfter(facts.now, -365 * 24 * 3600),
      notAfter: secondsAfter(facts.now, 2 * 365 * 24 * 3600),
      thumbprints: { sha1: key.sha1Thumbprint, sha256: key.sha256Thumbprint },
      weak: undefined,
    });
  });

  it('keeps a thumbprint and the certificate that was pinned by it', () => {
    const trust = trustIn({ ...asThumbprint(key), pinned: key.certificate });

    expect(trust.thumbprints).toEqual([{ algorithm: 'sha1', thumbprint: key.sha1Thumbprint }]);
    expect(trust.certificates).toHaveLength(1);
  });

  it('drops a certificate that was pinned by another thumbprint', () => {
    expect(trustIn({ ...asThumbprint(stranger), pinned: key.certificate }).certificates).toEqual([]);
  });

  describe('where the platform makes a date of what is none', () => {
    afterEach(() => vi.restoreAllMocks());

    it.each(['validFrom', 'validTo'] as const)('drops a certificate whose %s is none', (date) => {
      // Of such a date the getters ending in Date give whatever was in memory.
      vi.spyOn(X509Certificate.prototype, `${date}Date`, 'get').mockReturnValue(facts.now);
      vi.spyOn(X509Certificate.prototype, date, 'get').mockReturnValue('Bad time value');

      expect(trustIn(asCertificate(key)).certificates).toEqual([]);
    });
  });

  it('knows a weak key and says why', () => {
    const [small] = trustIn(asCertificate(weak)).certificates;
    const [curve] = trustIn(asCertificate(signingKey({ name: 'curve', kind: 'ec' }))).certificates;

    expect(small?.weak).toBe('rsa 1024');
    expect(curve?.weak).toBe('ec');
  });

  it('takes an RSA key for another scheme for weak, however long', () => {
    const x509 = selfSignedCertificate({
      ...generateKeyPairSync('rsa-pss', { modulusLength: 2048 }),
      commonName: 'other',
      notBefore: facts.now,
      notAfter: facts.now,
      serialNumber: Buffer.from([1]),
    });
    const trust = trustIn({ kind: 'certificate', certificate: x509.raw.toString('base64') });

    expect(trust.certificates.map(({ weak }) => weak)).toEqual(['rsa-pss 2048']);
  });

  it.each([true, false])('allows SHA-1 as configured: %s', (allowSha1) => {
    expect(prepareTrust({ trustedKeys: [], allowSha1 }).allowSha1).toBe(allowSha1);
  });
});

describe('candidateCertificates', () => {
  it('is the shown certificate where that is trusted', () => {
    const trust = trustIn(asCertificate(stranger), asCertificate(key));

    expect(candidateCertificates(trust, der).map(({ thumbprints }) => thumbprints.sha1)).toEqual([
      key.sha1Thumbprint,
    ]);
  });

  it.each(['sha1', 'sha256'] as const)(
    'is the shown certificate where its %s thumbprint is trusted',
    (algorithm) => {
      const [candidate] = candidateCertificates(trustIn(asThumbprint(key, algorithm)), der);

      expect(candidate?.thumbprints.sha256).toBe(key.sha256Thumbprint);
    },
  );

  it('is every trusted certificate where none is shown', () => {
    expect(
      candidateCertificates(trustIn(asCertificate(stranger), asCertificate(key)), undefined),
    ).toHaveLength(2);
  });

  it('leaves out the weak where none is shown', () => {
    expect(candidateCertificates(trustIn(asCertificate(weak), asCertificate(key)), undefined)).toHaveLength(
      1,
    );
  });

  it.each([
    ['nothing is trusted', trustIn(), der, 'key-missing'],
    ['another certificate is trusted', trustIn(asCertificate(stranger)), der, 'key-unknown'],
    ['another thumbprint is trusted', trustIn(asThumbprint(stranger)), der, 'key-unknown'],
    ['a thumbprint is trusted and nothing is shown', trustIn(asThumbprint(key)), undefined, 'key-unknown'],
    ['the shown one is weak', trustIn(asCertificate(weak)), weak.x509.raw, 'certificate-weak'],
    [
      'the shown one is weak and named by its thumbprint',
      trustIn(asThumbprint(weak)),
      weak.x509.raw,
      'certificate-weak',
    ],
    ['all are weak', trustIn(asCertificate(weak)), undefined, 'certificate-weak'],
    ['a byte is missing', trustIn(asCertificate(key)), der.subarray(0, -1), 'key-unknown'],
    ['a byte is too many', trustIn(asThumbprint(key)), Buffer.concat([der, Buffer.alloc(1)]), 'key-unknown'],
    ['nothing at all is shown', trustIn(asCertificate(key)), Buffer.alloc(0), 'key-unknown'],
  ] as const)('refuses where %s', (_, trust, shown, code) => {
    expect(refusalOf(() => candidateCertificates(trust, shown))).toBe(code);
  });

  it('tells how large a certificate is that a thumbprint names and a message shows', () => {
    const large = signingKey({ commonName: 'x'.repeat(5_000) });
    const problem = problemOf(() => candidateCertificates(trustIn(asThumbprint(large)), large.x509.raw));

    expect([problem?.code, problem?.expected, problem?.actual]).toEqual([
      'certificate-too-large',
      'at most 8192 bytes',
      `${large.x509.raw.length} bytes`,
    ]);
  });

  it('tells the thumbprints that were expected and the one that came', () => {
    const trust = trustIn(asThumbprint(stranger), asCertificate(weak));
    const problem = problemOf(() => candidateCertificates(trust, der));

    expect(problem?.actual).toBe(key.sha1Thumbprint.toUpperCase());
    expect(problem?.expected).toBe(
      [weak, stranger].map(({ sha1Thumbprint }) => sha1Thumbprint.toUpperCase()).join(' or '),
    );
  });
});
