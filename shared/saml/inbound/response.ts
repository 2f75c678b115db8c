import { Problem } from '../../problems/problem.ts';
import { type CheckRunner, failFast } from './checks.ts';
import { type EncryptedAssertion, readEncryptedAssertion } from './encryption/encrypted-assertion.ts';
import { decodePostBinding } from './post-binding.ts';
import { readStatus, refuseFailure } from './status.ts';
import { attributeOf, isElement, type XmlElement } from './xml/element.ts';
import { isNcName } from './xml/names.ts';
import * as ns from './xml/namespaces.ts';
import { readXml } from './xml/read-xml.ts';
import { one, optional, readSequence } from './xml/schema-sequence.ts';

/**
 * A Response with exactly one Assertion, neither believed yet. Everything here is where the schema puts it,
 * once; what it says is still the sender's word.
 */
export interface UnverifiedResponse {
  readonly response: XmlElement;
  readonly assertion: XmlElement;
  readonly issuer: XmlElement | undefined;
  readonly status: XmlElement;
  /** The signatures that there are; every one of them has to verify. */
  readonly signatures: { readonly response?: XmlElement; readonly assertion?: XmlElement };
}

const malformed = (what: string) => new Problem('response-structure', { actual: what });

/** A Response whose one Assertion is encrypted. */
export interface EncryptedResponse extends Omit<UnverifiedResponse, 'assertion' | 'signatures'> {
  readonly encryptedAssertion: EncryptedAssertion;
  /** The Response's own; whether the Assertion has one can only be seen once it is decrypted. */
  readonly signature: XmlElement | undefined;
}

/**
 * Reads a `SAMLResponse` form field as far as it can be read without knowing the tenant: strict base64,
 * strict XML, one Response with one Assertion, its signatures in their places. A Response in which the
 * directory says that it failed is refused with the directory's own status.
 * @throws Problem `base64-…`, `xml-…`, `response-…`, `assertion-…`, `signature-…`, `status-not-success`
 */
export function readResponse(samlResponse: string): UnverifiedResponse {
  const outline = readOutline(readXml(decodePostBinding(samlResponse)));
  if (outline.assertion.localName === 'EncryptedAssertion') throw new Problem('assertion-encrypted');
  return outline;
}

/**
 * The same where the Assertion may be encrypted.
 * @throws Problem also `encryption-structure`, `encryption-algorithm`
 */
export function readMessage(samlResponse: string): UnverifiedResponse | EncryptedResponse {
  return checkMessage(samlResponse, failFast)();
}

/** The steps of {@link readCarriedMessage}. */
export function checkMessage(
  samlResponse: string,
  check: CheckRunner,
): () => UnverifiedResponse | EncryptedResponse {
  const bytes = check('encoding', () => decodePostBinding(samlResponse));
  const root = check('xml', () => readXml(bytes()));
  return check('response', () => readResponseElement(root()));
}

function readResponseElement(root: XmlElement): UnverifiedResponse | EncryptedResponse {
  const outline = readOutline(root);
  const { assertion, signatures, ...more } = outline;
  if (assertion.localName === 'Assertion') return outline;
  return { ...more, signature: signatures.response, encryptedAssertion: readEncryptedAssertion(assertion) };
}

const beforeTheAssertion = [
  optional(ns.saml, 'Issuer'),
  optional(ns.ds, 'Signature'),
  optional(ns.samlp, 'Extensions'),
  one(ns.samlp, 'Status'),
];
const sequence = [...beforeTheAssertion, one(ns.saml, 'Assertion')];
const encryptedSequence = [...beforeTheAssertion, one(ns.saml, 'EncryptedAssertion')];

function readOutline(response: XmlElement): UnverifiedResponse {
  if (!isElement(response, ns.samlp, 'Response')) {
    throw new Problem('response-root', {
      expected: 'samlp:Response',
      actual: `{${response.namespace}}${response.localName}`,
    });
  }
  requireVersionAndId(response);
  const census = countElements(response);
  const assertion = theOneAssertion(response, census);
  const isPlain = assertion.localName === 'Assertion';
  const signatures = placeSignatures(census.signatures, { response, ...(isPlain ? { assertion } : {}) });
  if (isPlain && census.signatures.length === 0) throw new Problem('signature-missing');
  const parts = readSequence(response, isPlain ? sequence : encryptedSequence, malformed);
  if (isPlain) requireVersionAndId(assertion);
  return { response, assertion, issuer: parts.optional('Issuer'), status: parts.one('Status'), signatures };
}

/** @throws Problem `response-version`, `response-id` */
export function requireVersionAndId(element: XmlElement): void {
  const version = attributeOf(element, 'Version');
  if (version !== '2.0') {
    throw new Problem('response-version', { expected: '2.0', actual: version ?? 'no Version' });
  }
  const id = attributeOf(element, 'ID');
  if (id === undefined || !isNcName(id)) {
    throw new Problem('response-id', { expected: 'an NCName', actual: id ?? 'no ID' });
  }
}

/** Every element that an attack has to put somewhere, by local name alone: in a wrong namespace it counts too. */
export interface ElementCounts {
  readonly assertions: readonly XmlElement[];
  readonly encryptedAssertions: readonly XmlElement[];
  readonly signatures: readonly XmlElement[];
}

/** Counts over `root` and all below it. */
export function countElements(root: XmlElement): ElementCounts {
  const census = { assertions: [], encryptedAssertions: [], signatures: [] } as Record<
    keyof ElementCounts,
    XmlElement[]
  >;
  const count = (element: XmlElement) => {
    if (element.localName === 'Assertion') census.assertions.push(element);
    else if (element.localName === 'EncryptedAssertion') census.encryptedAssertions.push(element);
    else if (element.localName === 'Signature') census.signatures.push(element);
    for (const child of element.children) if (typeof child !== 'string') count(child);
  };
  count(root);
  return census;
}

function theOneAssertion(
  response: XmlElement,
  { assertions, encryptedAssertions }: ElementCounts,
): XmlElement {
  const found = assertions.length + encryptedAssertions.length;
  if (found > 1) throw new Problem('assertion-repeated', { expected: 'one Assertion', actual: `${found}` });
  const assertion = assertions[0] ?? encryptedAssertions[0];
  if (assertion !== undefined) {
    if (assertion.parent !== response || assertion.namespace !== ns.saml) {
      throw new Problem('assertion-misplaced', { actual: `in ${assertion.parent?.localName ?? 'nothing'}` });
    }
    return assertion;
  }
  const status = response.children.find(
    (child) => typeof child !== 'string' && isElement(child, ns.samlp, 'Status'),
  );
  if (status !== undefined && typeof status !== 'string') refuseFailure(readStatus(status));
  throw new Problem('assertion-missing');
}

/** Where a signature may stand: an element by what it is called in a refusal. */
type SignedPlaces = { readonly response?: XmlElement; readonly assertion?: XmlElement };

/**
 * The signatures of `found`, one a place.
 * @throws Problem `signature-misplaced`, `signature-repeated`
 */
export function placeSignatures(
  found: readonly XmlElement[],
  { response, assertion }: SignedPlaces,
): UnverifiedResponse['signatures'] {
  const signatures: { response?: XmlElement; assertion?: XmlElement } = {};
  for (const signature of found) {
    const { parent } = signature;
    const place =
      parent === undefined
        ? undefined
        : parent === response
          ? 'response'
          : parent === assertion
            ? 'assertion'
            : undefined;
    if (place === undefined || signature.namespace !== ns.ds) {
      throw new Problem('signature-misplaced', { actual: `in ${parent?.localName ?? 'nothing'}` });
    }
    if (signatures[place] !== undefined)
      throw new Problem('signature-repeated', { actual: `in the ${place}` });
    signatures[place] = signature;
  }
  return signatures;
}
