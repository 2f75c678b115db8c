import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import {
  readPublishedCertificates,
  retirementDelayMilliseconds,
  takeMetadata,
} from '../../shared/metadata-refresh/take-metadata.ts';
import { defined } from '../../shared/objects/defined.ts';
import { readAddresses, readMetadata } from '../../shared/tenants/intake/read-metadata.ts';
import type { Connection } from '../../shared/tenants/tenant.ts';
import { facts } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { makers } from '../fixtures/metadata/makers.ts';
import { asCertificate } from '../fixtures/trusted-key.ts';

const [old, next] = [signingKey({ name: 'old' }), signingKey({ name: 'next' })];
const utf8 = (text: string) => Buffer.from(text, 'utf8');
const later = (milliseconds: number) => new Date(facts.now.getTime() + milliseconds);

describe.each(makers)('the metadata of $name', ({ name, issuer, loginUrl, logoutUrl, write }) => {
  const document = write(old.certificate);
  const refusal = (text: string) => {
    try {
      const metadata = readMetadata(utf8(text), facts.now);
      return readAddresses(metadata);
    } catch (error) {
      return error;
    }
  };

  it('is read: the issuer, both addresses, the key', () => {
    const metadata = readMetadata(utf8(document), facts.now);

    expect(metadata).toMatchObject({ entityId: issuer, signingCertificates: [old.certificate] });
    expect(readAddresses(metadata)).toEqual({ loginUrl, ...defined({ logoutUrl }) });
    expect(metadata.keys).toEqual([asCertificate(old)]);
  });

  it('rolls over: the next key is trusted beside the old one, which is retired once it has gone', async () => {
    const connection: Connection = {
      state: 'active',
      issuer,
      loginUrl,
      trustedKeys: [asCertificate(old)],
      allowSha1: false,
    };
    const shownAt = (now: Date, ...keys: readonly (typeof old)[]) =>
      readPublishedCertificates(utf8(write(...keys.map(({ certificate }) => certificate))), { issuer, now });
    const afterwards = later(3_600_000);
    const first = takeMetadata(connection, {}, shownAt(facts.now, old), facts.now);
    const both = takeMetadata(first.connection, first.seen, shownAt(facts.now, old, next), facts.now);
    const alone = takeMetadata(both.connection, both.seen, shownAt(afterwards, next), afterwards);
    const over = later(3_600_000 + retirementDelayMilliseconds);
    const done = takeMetadata(alone.connection, alone.seen, shownAt(over, next), over);

    expect(first.connection.trustedKeys).toEqual([asCertificate(old)]);
    expect(both.connection.trustedKeys).toEqual([asCertificate(old), asCertificate(next)]);
    expect(alone.connection.trustedKeys).toEqual(both.connection.trustedKeys);
    expect(done.connection.trustedKeys).toEqual([asCertificate(next)]);
    expect(done.connection.setAsideKeys).toMatchObject([{ state: 'retired' }]);
  });

  it.each<[string, (text: string) => string, string]>([
    ['cut off', (text) => text.slice(0, Math.floor(text.length * 0.8)), 'truncated'],
    [
      'a tag of it damaged',
      (text) => text.replace(/<\/((?:md:)?IDPSSODescriptor)>/, '</$1x>'),
      'not-readable',
    ],
    ['copied with a line of an e-mail', (text) => `Here it is:\n${text}`, 'copied-view'],
    [
      'given a document type',
      (text) => text.replace(/<(md:)?Entit(y|ies)Descriptor/, '<!DOCTYPE a SYSTEM "a.dtd">$&'),
      'document-type',
    ],
    ['without its entityID', (text) => text.replaceAll(` entityID="${issuer}"`, ''), 'no-entity-id'],
    ['with a blank in it', (text) => text.replaceAll(issuer, `${issuer} 2`), 'entity-id-blank'],
    [
      'of SAML 1.1',
      (text) =>
        text.replace(
          /(IDPSSODescriptor[^>]*?)"urn:oasis:names:tc:SAML:2.0:protocol/,
          '$1"urn:oasis:names:tc:SAML:1.1:protocol',
        ),
      'no-identity-provider',
    ],
    [
      'twice in one file',
      (text) => {
        const body = text.replace(/^[^<]*<\?xml[^>]*\?>/, '');
        return `<a:EntitiesDescriptor xmlns:a="urn:oasis:names:tc:SAML:2.0:metadata">${body}${body}</a:EntitiesDescriptor>`;
      },
      'several-entities',
    ],
    ['without its key', (text) => text.replace(/use="signing"/g, 'use="encryption"'), 'no-signing-key'],
    [
      'without its certificate',
      (text) => text.replaceAll('X509Certificate', 'X509SubjectName'),
      'key-without-certificate',
    ],
    [
      'with its certificate damaged',
      (text) => text.replace(/(X509Certificate>\s*)[\w+/]{40}/g, '$1…'),
      'certificate-malformed',
    ],
    [
      'with POST alone',
      (text) => text.replaceAll('bindings:HTTP-Redirect', 'bindings:HTTP-Redirect-Off'),
      'login-url-post-only',
    ],
    [
      'without an address',
      (text) => text.replaceAll('SingleSignOnService', 'ManageNameIDService'),
      'no-login-url',
    ],
    [
      'with an address by http',
      (text) => text.replaceAll(`Location="${loginUrl}"`, `Location="${loginUrl.replace('https', 'http')}"`),
      'login-url-refused',
    ],
    [
      'that is over',
      (text) =>
        text
          .replace(/ validUntil="[^"]*"/, '')
          .replace(/<((?:md:)?IDPSSODescriptor)/, '<$1 validUntil="2026-11-22T12:00:00Z"'),
      'outdated',
    ],
    [
      'whose end is no date',
      (text) =>
        text
          .replace(/ validUntil="[^"]*"/, '')
          .replace(/<((?:md:)?IDPSSODescriptor)/, '<$1 validUntil="31.12.2026"'),
      'valid-until-malformed',
    ],
  ])('is refused for what is wrong with it: %s', (_, damage, code) => {
    const damaged = damage(document);

    expect(damaged).not.toBe(document);
    expect(refusal(damaged)).toMatchObject({ name: 'IdpMetadataError', code });
  });

  it('is no larger than the set-up page takes', () => {
    expect(name === 'ADFS' ? document.length : 100_001).toBeGreaterThan(100_000);
    expect(document.length).toBeLessThan(250 * 1024);
  });
});
