import { Problem } from '../../../problems/problem.ts';
import { base64Of } from '../signature/signed-info.ts';
import { attributeOf, childElements, isElement, requireText, type XmlElement } from '../xml/element.ts';
import * as ns from '../xml/namespaces.ts';
import { any, one, optional, readSequence } from '../xml/schema-sequence.ts';
import {
  type ContentCipher,
  contentCiphers,
  keyTransports,
  type OaepHash,
  oaepDigests,
  oaepMasks,
} from './algorithms.ts';

/** A content key as the sender wrapped it for our public key, by RSA-OAEP with MGF1 of the same hash. */
export interface WrappedKey {
  readonly hash: OaepHash;
  /** As many as the modulus of an RSA key has: 256 to 512. */
  readonly octets: Uint8Array;
}

/** What an EncryptedAssertion says in the clear: only claims of the sender. */
export interface EncryptedAssertion {
  readonly cipher: ContentCipher;
  readonly wrappedKey: WrappedKey;
  /** IV, content, and the tag of GCM, as they stand in CipherValue. */
  readonly cipherText: Uint8Array;
}

const refuse = (what: string) => new Problem('encryption-structure', { actual: what });

const wholeElement = 'http://www.w3.org/2001/04/xmlenc#Element';

/**
 * Reads an EncryptedAssertion (SAML Core 2.3.4) as far as it stands in the clear: one EncryptedData, one
 * EncryptedKey inside of it or beside it, both with their octets in the message itself. Nothing is fetched: no
 * CipherReference. A RetrievalMethod may say again which key it is (XML Encryption 1.1 3.5.3): by the Id of the one
 * EncryptedKey beside, without transforms. It never chooses one.
 * @throws Problem `encryption-structure`, `encryption-algorithm`
 */
export function readEncryptedAssertion(element: XmlElement): EncryptedAssertion {
  const outer = readSequence(element, [one(ns.xenc, 'EncryptedData'), any(ns.xenc, 'EncryptedKey')], refuse);
  const data = outer.one('EncryptedData');
  const type = attributeOf(data, 'Type');
  if (type !== undefined && type !== wholeElement) throw refuse(`Type ${type} of EncryptedData`);
  const parts = readSequence(
    data,
    [
      one(ns.xenc, 'EncryptionMethod'),
      optional(ns.ds, 'KeyInfo'),
      one(ns.xenc, 'CipherData'),
      optional(ns.xenc, 'EncryptionProperties'),
    ],
    refuse,
  );
  const { inside, retrievals } = keysIn(parts.optional('KeyInfo'));
  const beside = outer.all('EncryptedKey');
  const [key, ...moreKeys] = [...beside, ...inside];
  if (key === undefined || moreKeys.length > 0) throw refuse(`${beside.length + inside.length} EncryptedKey`);
  for (const retrieval of retrievals) requirePointsTo(retrieval, beside[0]);
  if (retrievals.length > 1) throw refuse(`${retrievals.length} RetrievalMethod`);
  return {
    cipher: readCipher(parts.one('EncryptionMethod')),
    wrappedKey: readEncryptedKey(key),
    cipherText: octetsOf(parts.one('CipherData')),
  };
}

/** What a KeyInfo may contain beside the key: names of it, which are ignored. */
const ignoredKeyInfo: ReadonlySet<string> = new Set(['KeyName', 'KeyValue', 'X509Data']);

/**
 * Returns the keys in a KeyInfo and the references to one. Refuses anything else that leads to a key (AgreementMethod).
 */
function keysIn(
  keyInfo: XmlElement | undefined,
): Readonly<Record<'inside' | 'retrievals', readonly XmlElement[]>> {
  const children = keyInfo === undefined ? [] : childElements(keyInfo);
  if (children === undefined) throw refuse('text in KeyInfo');
  const inside: XmlElement[] = [];
  const retrievals: XmlElement[] = [];
  for (const child of children) {
    if (isElement(child, ns.xenc, 'EncryptedKey')) inside.push(child);
    else if (isElement(child, ns.ds, 'RetrievalMethod')) retrievals.push(child);
    else if (child.namespace !== ns.ds || !ignoredKeyInfo.has(child.localName) || leadsOn(child)) {
      throw refuse(`${child.localName} in KeyInfo`);
    }
  }
  return { inside, retrievals };
}

const encryptedKeyType = 'http://www.w3.org/2001/04/xmlenc#EncryptedKey';

/** Refuses a RetrievalMethod unless it names `key` by a bare `#Id` and says nothing else. */
function requirePointsTo(retrieval: XmlElement, key: XmlElement | undefined): void {
  const id = key && attributeOf(key, 'Id');
  const [type, uri] = [attributeOf(retrieval, 'Type'), attributeOf(retrieval, 'URI')];
  const isBare = retrieval.attributes.length === 2 && childElements(retrieval)?.length === 0;
  if (!isBare || type !== encryptedKeyType || id === undefined || id === '' || uri !== `#${id}`) {
    throw refuse('RetrievalMethod in KeyInfo');
  }
}

const leading: ReadonlySet<string> = new Set(['RetrievalMethod', 'EncryptedKey', 'AgreementMethod']);

function leadsOn(element: XmlElement): boolean {
  return element.children.some(
    (child) => typeof child !== 'string' && (leading.has(child.localName) || leadsOn(child)),
  );
}

/** As short as the modulus of RSA-2048, as long as that of RSA-4096. */
const wrappedKeyBytes = { minimum: 256, maximum: 512 } as const;

function readEncryptedKey(key: XmlElement): WrappedKey {
  const parts = readSequence(
    key,
    [
      one(ns.xenc, 'EncryptionMethod'),
      optional(ns.ds, 'KeyInfo'),
      one(ns.xenc, 'CipherData'),
      optional(ns.xenc, 'EncryptionProperties'),
      optional(ns.xenc, 'ReferenceList'),
      optional(ns.xenc, 'CarriedKeyName'),
    ],
    refuse,
  );
  const { inside, retrievals } = keysIn(parts.optional('KeyInfo'));
  if (inside.length > 0) throw refuse('EncryptedKey in EncryptedKey');
  if (retrievals.length > 0) throw refuse('RetrievalMethod in EncryptedKey');
  const hash = readKeyTransport(parts.one('EncryptionMethod'));
  const octets = octetsOf(parts.one('CipherData'));
  if (octets.length < wrappedKeyBytes.minimum || octets.length > wrappedKeyBytes.maximum) {
    throw refuse(`a wrapped key of ${octets.length} bytes`);
  }
  return { hash, octets };
}

function readCipher(method: XmlElement): ContentCipher {
  const algorithm = attributeOf(method, 'Algorithm');
  const cipher = contentCiphers.get(algorithm ?? '');
  if (cipher === undefined)
    throw new Problem('encryption-algorithm', { actual: algorithm ?? 'no Algorithm' });
  const keySize = readSequence(method, [optional(ns.xenc, 'KeySize')], refuse).optional('KeySize');
  // The name of the algorithm gives the size; another size would contradict it.
  if (keySize !== undefined && requireText(keySize, refuse) !== `${cipher.keyBytes * 8}`)
    throw refuse('KeySize');
  return cipher;
}

function readKeyTransport(method: XmlElement): OaepHash {
  const algorithm = attributeOf(method, 'Algorithm');
  const transport = keyTransports.get(algorithm ?? '');
  if (transport === undefined) {
    throw new Problem('encryption-algorithm', { actual: algorithm ?? 'no Algorithm' });
  }
  const parameters = readParameters(method);
  const digest = algorithmIn(parameters.digest, oaepDigests);
  const mask = transport === 'mgf1-named' ? algorithmIn(parameters.mask, oaepMasks) : 'sha1';
  if (transport === 'mgf1-of-sha1' && parameters.mask !== undefined) throw refuse('MGF in EncryptionMethod');
  if (digest !== mask) {
    throw new Problem('encryption-algorithm', {
      expected: 'one hash for DigestMethod and MGF',
      actual: `${digest}, ${mask}`,
    });
  }
  return digest;
}

/** DigestMethod and MGF, in either order: they come from two schemas, and the specification writes both. */
function readParameters(method: XmlElement): { digest?: XmlElement; mask?: XmlElement } {
  const found: { digest?: XmlElement; mask?: XmlElement } = {};
  for (const child of childElements(method) ?? [method]) {
    const name = isElement(child, ns.ds, 'DigestMethod')
      ? 'digest'
      : isElement(child, ns.xenc11, 'MGF')
        ? 'mask'
        : undefined;
    // OAEPparams too: KMS knows no label.
    if (name === undefined || found[name] !== undefined)
      throw refuse(`${child.localName} in EncryptionMethod`);
    found[name] = child;
  }
  return found;
}

function algorithmIn(element: XmlElement | undefined, known: ReadonlyMap<string, OaepHash>): OaepHash {
  if (element === undefined) return 'sha1';
  const algorithm = attributeOf(element, 'Algorithm');
  const hash = known.get(algorithm ?? '');
  if (hash === undefined) throw new Problem('encryption-algorithm', { actual: algorithm ?? 'no Algorithm' });
  return hash;
}

function octetsOf(cipherData: XmlElement): Uint8Array {
  const value = readSequence(cipherData, [one(ns.xenc, 'CipherValue')], refuse).one('CipherValue');
  const octets = base64Of(value);
  if (octets === undefined) throw refuse('CipherValue is not base64');
  return octets;
}
