import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { maximumMetadataBytes } from '../../shared/federation-metadata/document-text.ts';
import { readIdpMetadata } from '../../shared/federation-metadata/idp-metadata.ts';
import { metadataLimits } from '../../shared/federation-metadata/metadata-tree.ts';
import { facts } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { keyDescriptor, metadataDocument } from '../fixtures/metadata/entra-document.ts';
import { mdNamespace } from '../fixtures/metadata/parts.ts';

const declaration = '<?xml version="1.0" encoding="utf-8"?>';
const bare = Buffer.from(metadataDocument({ prolog: '' })).toString();
const utf8 = (text: string) => Buffer.from(text, 'utf8');
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const utf16be = (text: string) => utf16(text).swap16();
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const declared = (encoding: string) => `<?xml version='1.0' encoding = '${encoding}' standalone='yes'?>`;
const organization = '<Organization><OrganizationName>Müller</OrganizationName></Organization>';
const named = bare.replace('</EntityDescriptor>', `${organization}</EntityDescriptor>`);
const wrappedIn = (before: string, after: string) => utf8(`${declaration}${before}${bare}${after}`);

describe('the form of a metadata document', () => {
  it.each<[string, Uint8Array]>([
    ['with a declaration', utf8(`${declaration}${bare}`)],
    ['without one', utf8(bare)],
    ['of XML 1.1', utf8(`<?xml version="1.1"?>${bare}`)],
    ['with a byte order mark', utf8(`\ufeff${declaration}${bare}`)],
    ['with two of them', utf8(`\ufeff\ufeff${declaration}${bare}`)],
    ['with a mark behind the declaration', utf8(`\ufeff${declaration}\ufeff${bare}`)],
    ['with a blank line before the declaration', utf8(`\n${declaration}${bare}`)],
    ['with blanks, tabs and CRLF before it', utf8(` \t\r\n\r\n${declaration}\r\n${bare}\r\n`)],
    ['with invisible characters before it', utf8(`\u200b\u00a0${declaration}${bare}`)],
    ['with zeros behind it', utf8(`${declaration}${bare}\n\0\0\x1a`)],
    ['in UTF-16, little endian', utf16(`\ufeff${declared('utf-16')}${bare}`)],
    ['in UTF-16, big endian', utf16be(`\ufeff${declared('UTF-16')}${bare}`)],
    ['in UTF-16 without a mark', utf16(`${declared('utf-16')}${bare}`)],
    ['in UTF-16, big endian, without a mark', utf16be(`${declared('utf-16')}${bare}`)],
    ['in UTF-16 that is declared as UTF-8', utf16(`\ufeff${declaration}${named}`)],
    ['in UTF-8 that is declared as UTF-16', utf8(`${declared('utf-16')}${named}`)],
    ['in ISO 8859-1', latin1(`${declared('ISO-8859-1')}${named}`)],
    ['in Windows-1252', latin1(`${declared('windows-1252')}${named}`)],
    ['in UTF-8 that is declared as ISO 8859-1', utf8(`${declared('iso-8859-1')}${named}`)],
    ['with a comment before everything', utf8(`<!-- saved from url=(0061)https://a.example -->\n${bare}`)],
    ['with a comment before the declaration', utf8(`<!-- exported -->${declaration}${bare}`)],
    ['with comments before and after the root', wrappedIn('<!-- a --><!-- <b> -->\n', '<!-- c -->')],
    [
      'with comments between its elements',
      utf8(bare.replaceAll('<KeyDescriptor', '<!-- the key -->\n<KeyDescriptor')),
    ],
    [
      'with comments in a certificate',
      utf8(bare.replaceAll('</X509Certificate>', '<!-- 2029 --></X509Certificate>')),
    ],
    [
      'with CDATA around a certificate',
      utf8(bare.replace(/<X509Certificate>([^<]*)</g, '<X509Certificate><![CDATA[$1]]><')),
    ],
    ['with processing instructions', wrappedIn('<?xml-stylesheet href="a.xsl"?>', '<?end?>')],
    ['with an instruction inside', utf8(bare.replace('<IDPSSO', '<?editor a?><IDPSSO'))],
    [
      'with xmlns:xml',
      utf8(bare.replace(' entityID', ' xmlns:xml="http://www.w3.org/XML/1998/namespace" entityID')),
    ],
    [
      'with character references',
      utf8(bare.replace('sts.windows', 'sts&#x2E;windows').replace('/saml2"', '&#47;saml2"')),
    ],
    [
      'with an EntitiesDescriptor around it',
      utf8(`<EntitiesDescriptor xmlns="${mdNamespace}">${bare}</EntitiesDescriptor>`),
    ],
    [
      'with two of them around it',
      utf8(
        `${declaration}<m:EntitiesDescriptor xmlns:m="${mdNamespace}">\n<m:EntitiesDescriptor>${bare}</m:EntitiesDescriptor></m:EntitiesDescriptor>`,
      ),
    ],
    [
      'with service providers beside it',
      utf8(
        `<EntitiesDescriptor xmlns="${mdNamespace}"><EntityDescriptor entityID="a"><SPSSODescriptor/></EntityDescriptor>${bare}</EntitiesDescriptor>`,
      ),
    ],
    [
      'with a logo of 200 kB as data',
      utf8(
        bare.replace(
          '<IDPSSODescriptor',
          `<Extensions><ui:Logo xmlns:ui="urn:oasis:names:tc:SAML:metadata:ui">data:image/png;base64,${'A'.repeat(200_000)}</ui:Logo></Extensions><IDPSSODescriptor`,
        ),
      ),
    ],
    [
      'with an attribute of 100 kB',
      utf8(bare.replace('<IDPSSO', `<Extensions logo="${'A'.repeat(100_000)}"/><IDPSSO`)),
    ],
    [
      'in its largest size',
      Buffer.concat([utf8(bare), Buffer.alloc(maximumMetadataBytes - bare.length, ' ')]),
    ],
  ])('is read %s', (_, bytes) => {
    const { entityId, loginUrl, signingCertificates } = readIdpMetadata(bytes);

    expect({ entityId, loginUrl, signingCertificates }).toEqual({
      entityId: facts.issuer,
      loginUrl: `https://login.microsoftonline.com/${facts.directoryId}/saml2`,
      signingCertificates: [signingKey().certificate],
    });
  });

  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'empty'],
    ['white space', utf8('\ufeff \r\n'), 'empty'],
    ['one byte more than the largest', new Uint8Array(maximumMetadataBytes + 1), 'too-large'],
    ['a gzip file', gzipSync(bare), 'compressed'],
    ['a zip file', latin1('PK\x03\x04metadata.xml'), 'compressed'],
    ['a sentence', utf8('not found'), 'not-xml'],
    ['one letter', utf8('a'), 'not-xml'],
    ['OpenID Connect configuration', utf8('{"issuer": "https://login.example"}'), 'openid-configuration'],
    ['a PEM certificate', utf8(signingKey().certificatePem), 'certificate-instead'],
    ['a certificate in base64', utf8(signingKey().certificate), 'certificate-instead'],
    ['a private key', utf8(signingKey().privateKeyPem), 'private-key-instead'],
    [
      'a private key beside its certificate',
      utf8(signingKey().certificatePem + signingKey().privateKeyPem),
      'private-key-instead',
    ],
    ['a DER certificate', signingKey().x509.raw, 'certificate-instead'],
    ['a web page', utf8('<!DOCTYPE html><html><p>Sign in<br></html>'), 'web-page'],
    ['a web page of 1999', utf8('<!doctype HTML PUBLIC "-//W3C//DTD HTML 4.01//EN"><p>'), 'web-page'],
    ['a web page without a document type', utf8('<HTML><body>Sign in<br></body></HTML>'), 'web-page'],
    ['a document type', utf8(`<!DOCTYPE EntityDescriptor>${bare}`), 'document-type'],
    ['entities', utf8('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), 'document-type'],
    ['an external document type', utf8('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'), 'document-type'],
    ['an entity that nothing defines', utf8(bare.replace('Claim 1<', 'Claim&nbsp;1<')), 'entity-reference'],
    ['words in front, as a browser shows it', utf8(`This XML file has no style.\n${bare}`), 'copied-view'],
    ['words behind', utf8(`${bare}\nKind regards`), 'copied-view'],
    ['words between its elements', metadataDocument({ roles: 'text' }), 'copied-view'],
    [
      'elements that a browser had closed',
      metadataDocument({ keys: '<KeyDescriptor>…</KeyDescriptor>' }),
      'copied-view',
    ],
    ['no end', utf8(bare.slice(0, -40)), 'truncated'],
    ['no end of a tag', utf8(bare.slice(0, 30)), 'truncated'],
    ['no end of a comment', utf8('<!-- a'), 'truncated'],
    ['nothing but its declaration', utf8(declaration), 'truncated'],
    ['an end tag of another element', utf8(bare.replace('</KeyInfo>', '</KeyInf>')), 'not-readable'],
    ['an ampersand', utf8(bare.replace('One of', 'One & of')), 'entity-reference'],
    ['an attribute twice', utf8(bare.replace(' entityID', ' entityID="a" entityID')), 'not-readable'],
    ['a prefix that nothing declares', utf8(bare.replace('<IDPSSO', '<a:b/><IDPSSO')), 'not-readable'],
    ['two documents', utf8(bare + bare), 'not-readable'],
    ['bytes of Latin-1 that are not declared', latin1(named), 'encoding'],
    ['bytes of Latin-1 that are declared as UTF-8', latin1(`${declaration}${named}`), 'encoding'],
    ['an encoding that there is not', latin1(`${declared('x-acme')}${named}`), 'encoding'],
    ['half a character of UTF-16', utf16(`\ufeff${bare}`).subarray(0, -1), 'encoding'],
    [
      'more levels than there may be',
      utf8(bare.replace('<IDPSSO', `${'<a>'.repeat(metadataLimits.depth)}<IDPSSO`)),
      'too-complex',
    ],
    [
      'more elements than there may be',
      utf8(bare.replace('<IDPSSO', `${'<a/>'.repeat(metadataLimits.elements + 1)}<IDPSSO`)),
      'too-complex',
    ],
    [
      'more attributes than there may be',
      utf8(
        bare.replace(
          '<IDPSSO',
          `<a ${Array.from({ length: metadataLimits.attributes + 1 }, (_, at) => `a${at}=""`).join(' ')}/><IDPSSO`,
        ),
      ),
      'too-complex',
    ],
  ])('is refused with %s', (_, bytes, code) => {
    expect(() => readIdpMetadata(bytes)).toThrow(expect.objectContaining({ name: 'IdpMetadataError', code }));
  });

  it('is refused with the line and the column of what is wrong, counted in the whole file', () => {
    const text = `\n<!-- a\n-->\n${declaration}\n<a>\n  <b></c></a>`;

    expect(() => readIdpMetadata(utf8(text))).toThrow(
      expect.objectContaining({ code: 'not-readable', position: { line: 6, column: 10 } }),
    );
    expect(() => readIdpMetadata(utf8(text))).toThrow(/\(Line 6, column 10\.\)$/);
  });

  it('is refused without a word of the file', () => {
    const secret = 'hunter2';
    for (const text of [
      secret,
      `<a>${secret}</b>`,
      `<${secret}/>`,
      `${bare}${secret}`,
      `<a>&${secret};</a>`,
    ]) {
      expect(() => readIdpMetadata(utf8(text))).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining(secret) }),
      );
    }
  });

  it('keeps a role that a comment hides hidden', () => {
    const hidden = metadataDocument({
      keys: `<!-- ${keyDescriptor(signingKey({ name: 'old' }).certificate)} -->`,
    });
    expect(() => readIdpMetadata(hidden)).toThrow(expect.objectContaining({ code: 'no-signing-key' }));
  });
});
