import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { maximumMetadataBytes } from '../../shared/federation-metadata/document-text.ts';
import type { IdpMetadataErrorCode } from '../../shared/federation-metadata/idp-metadata-error.ts';
import { readMetadata } from '../../shared/tenants/intake/read-metadata.ts';
import { facts } from '../fixtures/facts.ts';
import { issuedCertificate } from '../fixtures/issued-certificate.ts';
import { keyDescriptor, metadataDocument, service } from '../fixtures/metadata/entra-document.ts';
import { mdNamespace } from '../fixtures/metadata/parts.ts';
import { expectLinear } from './growth/measure-growth.ts';
import { many } from './growth/shape.ts';

const slowestAtLimitMs = 250;

const whole = Buffer.from(metadataDocument({ prolog: '' })).toString();
const before = (content: string) => whole.replace('<IDPSSODescriptor', `${content}<IDPSSODescriptor`);
const attributes = (count: number, name: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => ` ${name(at)}=""`).join('');
const authority = issuedCertificate({ subject: 'one', issuer: 'one', isAuthority: true });

/** A document that is to cost more than it weighs, and what becomes of it at the limit. */
const shapes: readonly [string, (bytes: number) => string, IdpMetadataErrorCode | undefined][] = [
  ['elements', (bytes) => before(many(bytes, () => '<a/>')), 'too-complex'],
  ['long elements', (bytes) => before(many(bytes, () => `<a b="${'c'.repeat(60)}"/>`)), undefined],
  ['nested elements', (bytes) => before(many(bytes, () => '<a>')), 'too-complex'],
  ['attributes of one element', (bytes) => before(`<a${many(bytes, (at) => ` a${at}=""`)}/>`), 'too-complex'],
  [
    'attributes of many elements',
    (bytes) => before(many(bytes, () => `<a${attributes(120, (at) => `a${at}`)}/>`)),
    undefined,
  ],
  [
    'prefixes that are looked for through every level',
    (bytes) =>
      before(
        `${'<a xmlns:b="urn:b">'.repeat(28)}${many(bytes, () => `<xml:c${attributes(100, (at) => `xml:a${at}`)}/>`)}${'</a>'.repeat(28)}`,
      ),
    undefined,
  ],
  [
    'namespaces',
    (bytes) => before(many(bytes, (at) => `<a xmlns:b${at}="urn:${at}" b${at}:c=""/>`)),
    undefined,
  ],
  ['comments', (bytes) => before(many(bytes, () => '<!---->')), undefined],
  ['comments in front', (bytes) => many(bytes, () => '<!---->') + whole, undefined],
  ['comments that do not end, in front', (bytes) => many(bytes, () => '<!--'), 'truncated'],
  ['instructions in front', (bytes) => many(bytes, () => '<?a?>') + whole, undefined],
  ['instructions that do not end', (bytes) => before(many(bytes, () => '<?a ')), 'truncated'],
  ['CDATA sections', (bytes) => before(`<a>${many(bytes, () => '<![CDATA[]]>')}</a>`), undefined],
  ['character references', (bytes) => before(`<a>${many(bytes, () => '&#65;')}</a>`), undefined],
  ['a reference that does not end', (bytes) => before(`<a>&${many(bytes, () => 'a')}`), 'entity-reference'],
  ['ampersands', (bytes) => before(many(bytes, () => '&')), 'entity-reference'],
  ['blanks in front', (bytes) => many(bytes, () => ' ') + whole, undefined],
  ['blanks behind', (bytes) => whole + many(bytes, () => ' '), undefined],
  ['blanks between elements', (bytes) => before(many(bytes, () => '\n')), undefined],
  [
    'a document type',
    (bytes) => `<!DOCTYPE a [${many(bytes, (at) => `<!ENTITY a${at} "a">`)}]>${whole}`,
    'document-type',
  ],
  [
    'EntitiesDescriptors',
    (bytes) =>
      `<EntitiesDescriptor xmlns="${mdNamespace}">${many(bytes, () => `<EntityDescriptor x="${'y'.repeat(30)}"/>`)}${whole}</EntitiesDescriptor>`,
    undefined,
  ],
  [
    'an entityID',
    (bytes) => `${metadataDocument({ entityId: `a${many(bytes, () => ' ')}b` })}`,
    'no-entity-id',
  ],
  [
    'protocols',
    (bytes) =>
      whole.replace(
        'protocolSupportEnumeration="urn:oasis',
        `protocolSupportEnumeration="${many(bytes, () => 'a ')}urn:oasis`,
      ),
    undefined,
  ],
  [
    'a validUntil',
    (bytes) => `${metadataDocument({ attributes: `validUntil="${many(bytes, () => '2')}" ` })}`,
    'valid-until-malformed',
  ],
  [
    'services',
    (bytes) =>
      `${metadataDocument({ services: many(bytes, () => service('SingleSignOnService', 'HTTP-POST', 'https://a.example')) })}`,
    'login-url-post-only',
  ],
  [
    'certificates',
    (bytes) => `${metadataDocument({ keys: many(bytes, () => keyDescriptor(authority)) })}`,
    'too-many-keys',
  ],
  [
    'certificates in one chain',
    (bytes) =>
      `${metadataDocument({ keys: keyDescriptor(many(Math.min(bytes, 60 * authority.length), () => `${authority}</X509Certificate><X509Certificate>`) + authority) })}`,
    undefined,
  ],
  [
    'a certificate',
    (bytes) => `${metadataDocument({ keys: keyDescriptor(many(bytes, () => 'A\n')) })}`,
    undefined,
  ],
  [
    'lines of PEM',
    (bytes) => `${metadataDocument({ keys: keyDescriptor(many(bytes, () => '-----BEGIN CERTIFICATE ')) })}`,
    'too-many-keys',
  ],
];

// Another process may take the processor at any moment; a cost that really grows fails every time.
describe('hostile metadata', { retry: 5 }, () => {
  it.each(shapes)('of %s is read or refused in time that grows no faster than it does', (_, make, code) => {
    const limit = maximumMetadataBytes - 2 * whole.length;
    const [half, full] = [Buffer.from(make(limit / 2)), Buffer.from(make(limit))];
    expect(full.length).toBeLessThanOrEqual(maximumMetadataBytes);
    if (code !== undefined) expect(outcomeOf(full)).toBe(code);
    else expect(['read', 'not-a-certificate', 'too-large']).toContain(outcomeOf(full));

    expectLinear({
      half: () => outcomeOf(half),
      whole: () => outcomeOf(full),
      slowestMs: slowestAtLimitMs,
      noiseMs: 15,
    });
  });
});

function outcomeOf(document: Uint8Array): string {
  try {
    readMetadata(document, facts.now);
    return 'read';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}
