import { Buffer } from 'node:buffer';
import { hash, type KeyObject, X509Certificate } from 'node:crypto';
import { Problem } from '../../../problems/problem.ts';
import { strictBase64 } from '../post-binding.ts';
import { strongRsa, weaknessOf } from './rsa-strength.ts';
import { maximumCertificateBytes, type ThumbprintAlgorithm, type TrustedKey } from './trusted-key.ts';

/** A certificate that a tenant trusts, ready to verify with. */
export interface TrustedCertificate {
  readonly der: Uint8Array;
  readonly publicKey: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Lower-case hex, as in the configuration. */
  readonly thumbprints: Readonly<Record<ThumbprintAlgorithm, string>>;
  /** Why its key is too weak to be trusted. Undefined for a strong key. */
  readonly weak: string | undefined;
}

/** What a tenant trusts, prepared once: certificates, thumbprints of certificates, and whether SHA-1 is allowed. */
export interface Trust {
  readonly certificates: readonly TrustedCertificate[];
  readonly thumbprints: readonly {
    readonly algorithm: ThumbprintAlgorithm;
    readonly thumbprint: string;
  }[];
  readonly allowSha1: boolean;
}

const thumbprintPatterns = { sha1: /^[0-9a-f]{40}$/, sha256: /^[0-9a-f]{64}$/ } as const;

/**
 * Prepares what is configured for a tenant. Skips malformed keys and never guesses: a tenant without a usable key or
 * thumbprint refuses everything. A stored item may not match its type, so this checks every value again.
 */
export function prepareTrust(configured: {
  readonly trustedKeys: readonly TrustedKey[];
  readonly allowSha1: boolean;
}): Trust {
  const certificates: TrustedCertificate[] = [];
  const thumbprints: Trust['thumbprints'][number][] = [];
  const keys: readonly TrustedKey[] = Array.isArray(configured.trustedKeys) ? configured.trustedKeys : [];
  for (const key of keys) {
    if (key?.kind === 'certificate') {
      const certificate = configuredCertificate(key.certificate);
      if (certificate !== undefined) certificates.push(certificate);
    } else if (key?.kind === 'thumbprint' && isThumbprint(key)) {
      thumbprints.push({ algorithm: key.algorithm, thumbprint: key.thumbprint });
      const pinned = configuredCertificate(key.pinned);
      // A pinned certificate counts only if the thumbprint still names it.
      if (pinned?.thumbprints[key.algorithm] === key.thumbprint) certificates.push(pinned);
    }
  }
  return { certificates, thumbprints, allowSha1: configured.allowSha1 === true };
}

function isThumbprint({ algorithm, thumbprint }: Trust['thumbprints'][number]): boolean {
  if (!Object.hasOwn(thumbprintPatterns, algorithm) || typeof thumbprint !== 'string') return false;
  return thumbprintPatterns[algorithm].test(thumbprint);
}

function configuredCertificate(base64: string | undefined): TrustedCertificate | undefined {
  const der = typeof base64 === 'string' ? strictBase64(base64) : undefined;
  return der === undefined ? undefined : parseTrustedCertificate(der);
}

/**
 * Returns the certificates that may have signed: the trusted one that the message shows, or all trusted ones if it
 * shows none.
 * @throws Problem `key-missing`, `key-unknown`, `certificate-malformed`, `certificate-too-large`, `certificate-weak`
 */
export function candidateCertificates(
  trust: Trust,
  shown: Uint8Array | undefined,
): readonly TrustedCertificate[] {
  if (trust.certificates.length === 0 && trust.thumbprints.length === 0) throw new Problem('key-missing');
  const candidates = shown === undefined ? trust.certificates : [trustedCertificate(trust, shown)];
  if (candidates.length === 0) {
    throw new Problem('key-unknown', {
      expected: thumbprintsOf(trust),
      actual: 'a signature without certificate',
    });
  }
  const strong = candidates.filter(({ weak }) => weak === undefined);
  if (strong.length === 0) {
    throw new Problem('certificate-weak', {
      expected: strongRsa,
      actual: candidates[0]?.weak ?? '',
    });
  }
  return strong;
}

function trustedCertificate(trust: Trust, shown: Uint8Array): TrustedCertificate {
  const pinned = trust.certificates.find(({ der }) => Buffer.compare(der, shown) === 0);
  if (pinned !== undefined) return pinned;
  const thumbprints = thumbprintsOfDer(shown);
  const named = trust.thumbprints.some(({ algorithm, thumbprint }) => thumbprints[algorithm] === thumbprint);
  if (!named) {
    throw new Problem('key-unknown', {
      expected: thumbprintsOf(trust),
      actual: thumbprints.sha1.toUpperCase(),
    });
  }
  // The sign-in would pin it, and every later read of the tenant would load it.
  if (shown.length > maximumCertificateBytes) {
    throw new Problem('certificate-too-large', {
      expected: `at most ${maximumCertificateBytes} bytes`,
      actual: `${shown.length} bytes`,
    });
  }
  const certificate = parseTrustedCertificate(shown);
  if (certificate === undefined) throw new Problem('certificate-malformed');
  return certificate;
}

function thumbprintsOf(trust: Trust): string {
  const all = [
    ...trust.certificates.map(({ thumbprints }) => thumbprints.sha1),
    ...trust.thumbprints.map(({ thumbprint }) => thumbprint),
  ];
  return [...new Set(all)].map((thumbprint) => thumbprint.toUpperCase()).join(' or ');
}

function thumbprintsOfDer(der: Uint8Array): Record<ThumbprintAlgorithm, string> {
  return {
    sha1: hash('sha1', der, 'hex'),
    sha256: hash('sha256', der, 'hex'),
  };
}

/**
 * The certificate in `der`, or undefined where it is none, has bytes to spare or does not say when it is
 * valid. The dates are read from their text: of one that is none, Node's `validFromDate` and `validToDate` give
 * whatever was in memory.
 */
export function parseTrustedCertificate(der: Uint8Array): TrustedCertificate | undefined {
  try {
    const certificate = new X509Certificate(der);
    if (Buffer.compare(certificate.raw, der) !== 0) return undefined;
    const { publicKey, validFrom, validTo } = certificate;
    const [notBefore, notAfter] = [new Date(validFrom), new Date(validTo)];
    if (Number.isNaN(notBefore.getTime()) || Number.isNaN(notAfter.getTime())) return undefined;
    return {
      der,
      publicKey,
      notBefore,
      notAfter,
      thumbprints: thumbprintsOfDer(der),
      weak: weaknessOf(publicKey)?.actual,
    };
  } catch {
    return undefined;
  }
}
