import { inflateRawSync } from 'node:zlib';
import { decodePostBinding } from '../../../shared/saml/inbound/post-binding.ts';
import { textOf, type XmlElement } from '../../../shared/saml/inbound/xml/element.ts';
import { readXml } from '../../../shared/saml/inbound/xml/read-xml.ts';

/** A message by the Redirect binding, as the directory takes it apart. */
export interface Redirected {
  /** The URL before what was added to it. */
  readonly target: string;
  /** The parameters, decoded once, in their order. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly xml: string;
  readonly message: XmlElement;
}

/** Reads what `url` carries under `name`, by the strict reader. */
export function redirected(url: string, name: 'SAMLRequest' | 'SAMLResponse'): Redirected {
  const at = url.search(new RegExp(`[?&]${name}=`));
  const parameters = url
    .slice(at + 1)
    .split('&')
    .map((pair) => pair.split('=', 2).map(decodeURIComponent))
    .map(([key = '', value = '']) => [key, value] as const);
  const encoded = parameters.find(([key]) => key === name)?.[1] ?? '';
  const bytes = inflateRawSync(decodePostBinding(encoded));
  return { target: url.slice(0, at), parameters, xml: bytes.toString('utf8'), message: readXml(bytes) };
}

/** An element as a test compares it: name, attributes, and children or text. */
export type Shape = readonly [
  name: string,
  attributes: Readonly<Record<string, string>>,
  content: string | readonly Shape[],
];

/** The shape of `element` and of everything in it. */
export function shapeOf(element: XmlElement): Shape {
  const attributes = Object.fromEntries(element.attributes.map(({ localName, value }) => [localName, value]));
  const elements = element.children.filter((child) => typeof child !== 'string');
  return [
    element.localName,
    attributes,
    elements.length > 0 ? elements.map(shapeOf) : (textOf(element) ?? ''),
  ];
}
