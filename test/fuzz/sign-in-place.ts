import { Buffer } from 'node:buffer';
import { createHash, sign } from 'node:crypto';
import type { SigningKey } from '../fixtures/keys.ts';
import type { SigningChoices } from '../fixtures/sign.ts';
import { algorithmUris } from '../fixtures/signature.ts';
import { attributeValue } from '../fixtures/xml-text.ts';
import { canonicalByLibxml2, elementAt, withLibxml2 } from './reference/libxml2.ts';
import { names, type SignatureStyle } from './styles/style.ts';

/** Which element is signed. */
export type Place = 'assertion' | 'response';

const localNames = { assertion: 'Assertion', response: 'Response' } as const;
const paths = { assertion: "/*/*[local-name()='Assertion'][1]", response: '/*' } as const;

/**
 * `xml` as an identity provider would sign it, whatever it says: libxml2 makes both canonical forms. What
 * cannot be signed (ill-formed, no such element, no Issuer) comes back without that signature.
 */
export function signInPlace(
  xml: string,
  places: NonNullable<SigningChoices['sign']>,
  style: SignatureStyle,
  key: SigningKey,
): string {
  const inside = places === 'response' ? xml : signElement(xml, 'assertion', style, key);
  return places === 'assertion' ? inside : signElement(inside, 'response', style, key);
}

function signElement(xml: string, place: Place, style: SignatureStyle, key: SigningKey): string {
  const at = behindIssuer(xml, place);
  const { hash = 'sha256', prefixList } = style;
  const inclusivePrefixes = (prefixList ?? '')
    .split(' ')
    .filter((prefix) => prefix !== '')
    .map((prefix) => (prefix === '#default' ? '' : prefix));
  const target = withLibxml2(Buffer.from(xml), (document) => {
    const element = document && elementAt(document, paths[place]);
    const id = element?.attr('ID')?.value;
    if (element === undefined || id === undefined) return undefined;
    const canonical = canonicalByLibxml2(element, { form: 'exclusive', inclusivePrefixes });
    if (canonical === undefined) return undefined;
    return { id, digest: createHash(hash).update(canonical).digest('base64') };
  });
  if (at === undefined || target === undefined) return xml;
  const withValue = (value: string) =>
    xml.slice(0, at) + signatureText(style, target.id, target.digest, value, key) + xml.slice(at);
  const signedInfo = withLibxml2(Buffer.from(withValue('')), (document) => {
    const path = `${paths[place]}/*[local-name()='Signature'][1]/ds:SignedInfo`;
    const element = document && elementAt(document, path, { ds: names.ds });
    return element && canonicalByLibxml2(element, { form: style.canonicalization ?? 'exclusive' });
  });
  if (signedInfo === undefined) return xml;
  return withValue(sign(hash, Buffer.from(signedInfo), key.privateKey).toString('base64'));
}

/** Where the schema wants a Signature: behind the first Issuer of the first element of that name. */
function behindIssuer(xml: string, place: Place): number | undefined {
  const start = new RegExp(`<(?:[\\w.-]+:)?${localNames[place]}[\\s>]`).exec(xml);
  if (start === null) return undefined;
  const issuer = /<\/(?:[\w.-]+:)?Issuer\s*>/g;
  issuer.lastIndex = start.index;
  return issuer.test(xml) ? issuer.lastIndex : undefined;
}

function signatureText(
  style: SignatureStyle,
  id: string,
  digest: string,
  value: string,
  key: SigningKey,
): string {
  const { prefix, between = '', hash = 'sha256', canonicalization = 'exclusive', prefixList, wrap } = style;
  const name = (localName: string) => (prefix === '' ? localName : `${prefix}:${localName}`);
  const empty = (localName: string, attribute: string) => `<${name(localName)}${attribute}/>`;
  const element = (localName: string, attribute: string, ...children: readonly string[]) =>
    `<${name(localName)}${attribute}>${children.map((child) => between + child).join('')}${between}</${name(localName)}>`;
  const text = (localName: string, content: string) => `<${name(localName)}>${content}</${name(localName)}>`;
  const inLines = (base64: string) =>
    wrap === undefined ? base64 : base64.replace(/.{76}/g, (line) => line + wrap);
  const algorithm = (uri: string) => ` Algorithm="${uri}"`;
  const list = `<ec:InclusiveNamespaces xmlns:ec="${algorithmUris.exclusive}" PrefixList="${prefixList}"/>`;
  const transforms = element(
    'Transforms',
    '',
    empty('Transform', algorithm(algorithmUris.enveloped)),
    prefixList === undefined
      ? empty('Transform', algorithm(algorithmUris.exclusive))
      : element('Transform', algorithm(algorithmUris.exclusive), list),
  );
  const signedInfo = element(
    'SignedInfo',
    '',
    empty('CanonicalizationMethod', algorithm(algorithmUris[canonicalization])),
    empty('SignatureMethod', algorithm(algorithmUris.rsa[hash])),
    element(
      'Reference',
      ` URI="#${attributeValue(id)}"`,
      transforms,
      empty('DigestMethod', algorithm(algorithmUris.digest[hash])),
      text('DigestValue', digest),
    ),
  );
  const declaration = ` xmlns${prefix === '' ? '' : `:${prefix}`}="${names.ds}"`;
  const keyInfo = style.keyInfo === undefined ? [] : [style.keyInfo(inLines(key.certificate))];
  return element('Signature', declaration, signedInfo, text('SignatureValue', inLines(value)), ...keyInfo);
}
