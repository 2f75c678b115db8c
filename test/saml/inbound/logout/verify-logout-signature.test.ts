import { sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { DetachedSignature } from '../../../../shared/saml/inbound/logout/detached-signature.ts';
import { readLogoutRequest } from '../../../../shared/saml/inbound/logout/logout-request.ts';
import {
  type LogoutTrust,
  verifyLogoutSignature,
} from '../../../../shared/saml/inbound/logout/verify-logout-signature.ts';
import { prepareTrust } from '../../../../shared/saml/inbound/signature/prepare-trust.ts';
import type { TrustedKey } from '../../../../shared/saml/inbound/signature/trusted-key.ts';
import { facts, secondsAfter } from '../../../fixtures/facts.ts';
import { signingKey } from '../../../fixtures/keys.ts';
import { signWhole } from '../../../fixtures/sign.ts';
import { algorithmUris, type HashName } from '../../../fixtures/signature.ts';
import { asCertificate, asThumbprint } from '../../../fixtures/trusted-key.ts';
import { problemOf } from '../refusal.ts';

const logoutUrl = 'https://sp.example/logout';
const key = signingKey();

const message = ({ destination = ` Destination="${logoutUrl}"`, signed = false } = {}) => {
  const text =
    `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"${destination} ID="_1" IssueInstant="${facts.now.toISOString()}" Version="2.0">` +
    '<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">https://idp/</Issuer>' +
    '<NameID xmlns="urn:oasis:names:tc:SAML:2.0:assertion">a</NameID></samlp:LogoutRequest>';
  return readLogoutRequest(Buffer.from(signed ? signWhole(text, { key }) : text), facts.now);
};

const detached = (
  algorithm: HashName = 'sha256',
  more: Partial<DetachedSignature> = {},
): DetachedSignature => {
  const octets = Buffer.from('SAMLRequest=a&SigAlg=b');
  return {
    octets,
    algorithm: algorithmUris.rsa[algorithm],
    value: sign(algorithm, octets, key.privateKey).toString('base64'),
    ...more,
  };
};

const trusting = (
  trustedKeys: readonly TrustedKey[] = [asCertificate(key)],
  more: Partial<LogoutTrust> & { readonly allowSha1?: boolean } = {},
): LogoutTrust => ({
  trust: prepareTrust({ trustedKeys, allowSha1: more.allowSha1 ?? false }),
  logoutUrls: [logoutUrl, 'https://sp.example/other'],
  requiresSignature: false,
  ...more,
});

describe('verifyLogoutSignature', () => {
  it.each<[string, boolean, ReturnType<typeof message>, DetachedSignature | undefined, LogoutTrust]>([
    ['no signature', false, message(), undefined, trusting()],
    ['no signature and no Destination', false, message({ destination: '' }), undefined, trusting()],
    ['a signature in the query', true, message(), detached(), trusting()],
    ['one with SHA-384', true, message(), detached('sha384'), trusting()],
    [
      'one with SHA-1 that is allowed',
      true,
      message(),
      detached('sha1'),
      trusting(undefined, { allowSha1: true }),
    ],
    ['a signature in the message', true, message({ signed: true }), undefined, trusting()],
    ['both', true, message({ signed: true }), detached(), trusting()],
    [
      'one of the second key',
      true,
      message(),
      detached(),
      trusting([asCertificate(signingKey({ name: 'other' })), asCertificate(key)]),
    ],
    [
      'one to another of our addresses',
      true,
      message({ destination: ' Destination="https://sp.example/other"' }),
      detached(),
      trusting(),
    ],
    ['one that is demanded', true, message(), detached(), trusting(undefined, { requiresSignature: true })],
    [
      'one of an expired certificate in its grace period',
      true,
      message(),
      detached(),
      trusting([asCertificate(signingKey({ notAfter: secondsAfter(facts.now, -60) }))], {
        expiredCertificatesUntil: secondsAfter(facts.now, 60),
      }),
    ],
  ])('takes %s: signed is %s', (_, isSigned, received, signature, trust) => {
    expect(verifyLogoutSignature(received, signature, trust, facts.now)).toBe(isSigned);
  });

  it.each<[string, string, ReturnType<typeof message>, DetachedSignature | undefined, LogoutTrust]>([
    [
      'signature-missing',
      'none that is demanded',
      message(),
      undefined,
      trusting(undefined, { requiresSignature: true }),
    ],
    [
      'signature-value',
      'other octets',
      message(),
      detached('sha256', { octets: Buffer.from('x') }),
      trusting(),
    ],
    ['signature-structure', 'no base64', message(), detached('sha256', { value: 'a b' }), trusting()],
    [
      'signature-algorithm',
      'an unknown algorithm',
      message(),
      detached('sha256', { algorithm: 'x' }),
      trusting(),
    ],
    ['signature-sha1', 'SHA-1', message(), detached('sha1'), trusting()],
    ['key-missing', 'a tenant without keys', message(), detached(), trusting([])],
    [
      'key-unknown',
      'a thumbprint whose certificate was never seen',
      message(),
      detached(),
      trusting([asThumbprint(key)]),
    ],
    [
      'signature-value',
      'another key',
      message(),
      detached(),
      trusting([asCertificate(signingKey({ name: 'other' }))]),
    ],
    [
      'key-unknown',
      'another key in the message',
      message({ signed: true }),
      undefined,
      trusting([asCertificate(signingKey({ name: 'other' }))]),
    ],
    [
      'destination-missing',
      'a signed message without Destination',
      message({ destination: '' }),
      detached(),
      trusting(),
    ],
    [
      'destination-mismatch',
      'one to another address',
      message({ destination: ' Destination="https://sp.example/x"' }),
      detached(),
      trusting(),
    ],
    [
      'signature-value',
      'a wrong query around a right message',
      message({ signed: true }),
      detached('sha256', { value: 'AAAA' }),
      trusting(),
    ],
    [
      'certificate-expired',
      'an expired certificate',
      message(),
      detached(),
      trusting([asCertificate(signingKey({ notAfter: secondsAfter(facts.now, -60) }))]),
    ],
  ])('refuses with %s: %s', (code, _, received, signature, trust) => {
    expect(problemOf(() => verifyLogoutSignature(received, signature, trust, facts.now))?.code).toBe(code);
  });
});
