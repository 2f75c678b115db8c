import { inflateRawSync } from 'node:zlib';
import { SaxesParser } from 'saxes';
import { aadsts } from './aadsts.ts';

/** A SAML message as a browser brings it: the field `SAMLRequest` and the binding that it came by. */
export interface CarriedMessage {
  readonly binding: 'redirect' | 'post';
  readonly samlRequest: string;
  readonly relayState: string | undefined;
}

/** One element of a message: as much of it as the simulated Entra looks at. */
export interface MessageElement {
  readonly namespace: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: MessageElement[];
  text: string;
}

const assertionNamespace = 'urn:oasis:names:tc:SAML:2.0:assertion';
const protocolNamespace = 'urn:oasis:names:tc:SAML:2.0:protocol';
/** More than any request needs; keeps a compressed bomb small. */
const maximumLength = 65_536;

/** The protocol message in `carried`: an AuthnRequest or a LogoutRequest, not yet looked into. */
export function readCarriedMessage(carried: CarriedMessage): MessageElement {
  const root = parse(decode(carried));
  if (root.namespace !== protocolNamespace) throw aadsts.messageInvalid(`Unexpected element ${root.name}.`);
  if (messageAttribute(root, 'Version') !== '2.0') throw aadsts.messageInvalid('Version must be 2.0.');
  if (messageAttribute(root, 'IssueInstant') === undefined)
    throw aadsts.messageInvalid('IssueInstant is missing.');
  return root;
}

/** The ID of a message. Entra refuses one that begins with a digit: it will be InResponseTo. */
export function idOf(message: MessageElement): string {
  const id = messageAttribute(message, 'ID') ?? '';
  if (!/^[A-Za-z_][A-Za-z0-9._-]*$/.test(id)) throw aadsts.idInvalid(id);
  return id;
}

/** The issuer of a message: an application's Identifier, compared character for character. */
export function issuerOfMessage(message: MessageElement): string {
  const issuer = childOf(message, 'Issuer', assertionNamespace)?.text;
  if (issuer === undefined || issuer === '') throw aadsts.messageInvalid('Issuer is missing.');
  return issuer;
}

/** An attribute's value; undefined where it, or the whole element, is missing. */
export function messageAttribute(element: MessageElement | undefined, name: string): string | undefined {
  return element?.attributes[name];
}

/** The first child of that name, or undefined. */
export function childOf(
  element: MessageElement,
  name: string,
  namespace: string = protocolNamespace,
): MessageElement | undefined {
  return element.children.find((child) => child.name === name && child.namespace === namespace);
}

function decode({ binding, samlRequest }: CarriedMessage): string {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(samlRequest)) throw aadsts.notBase64();
  const bytes = Buffer.from(samlRequest, 'base64');
  if (binding === 'post') return bytes.toString('utf8');
  try {
    return inflateRawSync(bytes, { maxOutputLength: maximumLength }).toString('utf8');
  } catch {
    throw aadsts.messageInvalid('The message cannot be inflated.');
  }
}

function parse(xml: string): MessageElement {
  const document: MessageElement = { namespace: '', name: '', attributes: {}, children: [], text: '' };
  const open = [document];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('doctype', () => {
    throw aadsts.messageInvalid('DTDs are not allowed.');
  });
  parser.on('error', (error) => {
    throw aadsts.messageInvalid(error.message);
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    const plain = Object.entries(attributes).filter(([, { uri: namespace }]) => namespace === '');
    const element: MessageElement = {
      namespace: uri,
      name: local,
      attributes: Object.fromEntries(plain.map(([name, { value }]) => [name, value])),
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(xml).close();
  const [root] = document.children;
  if (root === undefined) throw aadsts.messageInvalid('The message is empty.');
  return root;
}
