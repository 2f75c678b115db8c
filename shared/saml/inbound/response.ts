import { Problem } from '../../problems/problem.ts';
import { type CheckRunner, failFast } from './check-runner.ts';
import { type EncryptedAssertion, readEncryptedAssertion } from './encryption/encrypted-assertion.ts';
import { countElements, findOneAssertion, placeSignatures } from './placement.ts';
import { decodePostBinding } from './post-binding.ts';
import { failureOf, readStatus } from './status.ts';
import { attributeOf, isElement, type XmlElement } from './xml/element.ts';
import { isNcName } from './xml/names.ts';
import * as ns from './xml/namespaces.ts';
import { readXml } from './xml/read-xml.ts';
import { one, optional, readSequence } from './xml/schema-sequence.ts';

/**
 * A Response with exactly one Assertion in the clear, neither verified yet. Every part is where the schema puts it,
 * once; what it says is only a claim of the sender.
 */
export interface UnverifiedResponse {
  readonly kind: 'plain';
  readonly response: XmlElement;
  readonly assertion: XmlElement;
  readonly issuer: XmlElement | undefined;
  readonly status: XmlElement;
  /** The signatures that are present. Every one of them has to verify. */
  readonly signatures: { readonly response?: XmlElement; readonly assertion?: XmlElement };
}

/** A Response with exactly one Assertion, which is encrypted. */
export interface EncryptedResponse extends Omit<UnverifiedResponse, 'kind' | 'assertion' | 'signatures'> {
  readonly kind: 'encrypted';
  readonly encryptedAssertion: EncryptedAssertion;
  /** The signature of the Response. Whether the Assertion has one shows only after decryption. */
  readonly signature: XmlElement | undefined;
}

/** A Response by which the directory reports its own failure. It has no Assertion, and usually no signature. */
interface FailedResponse {
  readonly kind: 'failed';
  readonly response: XmlElement;
  /** `status-not-success`, in the directory's words. */
  readonly problem: Problem;
}

/** A Response that could be read. */
export type ReceivedResponse = UnverifiedResponse | EncryptedResponse | FailedResponse;

/**
 * Reads a `SAMLResponse` form field as far as it can be read without knowing the tenant: strict base64, strict XML, one
 * Response with one Assertion, its signatures in their places. It parses the field once.
 * @throws Problem `base64-…`, `xml-…`, `response-…`, `assertion-…`, `signature-…`, `encryption-structure`,
 * `encryption-algorithm`
 */
export function readMessage(samlResponse: string): ReceivedResponse {
  return checkMessage(samlResponse, failFast)();
}

/** The checks of {@link readMessage}. */
export function checkMessage(samlResponse: string, check: CheckRunner): () => ReceivedResponse {
  const bytes = check('encoding', () => decodePostBinding(samlResponse));
  const root = check('xml', () => readXml(bytes()));
  return check('response', () => {
    const received = readOutline(root());
    if (received.kind !== 'encrypted') return received;
    const { encryptedElement, ...outline } = received;
    return { ...outline, encryptedAssertion: readEncryptedAssertion(encryptedElement) };
  });
}

/**
 * Reads a `SAMLResponse` form field whose Assertion must be in the clear.
 * @throws Problem as {@link readMessage}; also `assertion-encrypted`, `status-not-success`
 */
export function readResponse(samlResponse: string): UnverifiedResponse {
  const outline = readOutline(readXml(decodePostBinding(samlResponse)));
  if (outline.kind === 'failed') throw outline.problem;
  if (outline.kind === 'encrypted') throw new Problem('assertion-encrypted');
  return outline;
}

const malformed = (what: string) => new Problem('response-structure', { actual: what });

const beforeTheAssertion = [
  optional(ns.saml, 'Issuer'),
  optional(ns.ds, 'Signature'),
  optional(ns.samlp, 'Extensions'),
  one(ns.samlp, 'Status'),
];
const sequence = [...beforeTheAssertion, one(ns.saml, 'Assertion')];
const encryptedSequence = [...beforeTheAssertion, one(ns.saml, 'EncryptedAssertion')];

/** An {@link EncryptedResponse} whose EncryptedAssertion has not been read. */
type EncryptedOutline = Omit<EncryptedResponse, 'encryptedAssertion'> & {
  readonly encryptedElement: XmlElement;
};

function readOutline(response: XmlElement): UnverifiedResponse | EncryptedOutline | FailedResponse {
  if (!isElement(response, ns.samlp, 'Response')) {
    throw new Problem('response-root', {
      expected: 'samlp:Response',
      actual: `{${response.namespace}}${response.localName}`,
    });
  }
  requireVersionAndId(response);
  const counts = countElements(response);
  const assertion = findOneAssertion(response, counts);
  if (assertion === undefined) return readFailure(response);
  const isPlain = assertion.localName === 'Assertion';
  const signatures = placeSignatures(counts.signatures, { response, ...(isPlain ? { assertion } : {}) });
  if (isPlain && counts.signatures.length === 0) throw new Problem('signature-missing');
  const parts = readSequence(response, isPlain ? sequence : encryptedSequence, malformed);
  const around = { response, issuer: parts.optional('Issuer'), status: parts.one('Status') };
  if (!isPlain) {
    return { kind: 'encrypted', ...around, signature: signatures.response, encryptedElement: assertion };
  }
  requireVersionAndId(assertion);
  return { kind: 'plain', ...around, assertion, signatures };
}

/** @throws Problem `assertion-missing` where the directory reports no failure */
function readFailure(response: XmlElement): FailedResponse {
  const status = response.children.find(
    (child): child is XmlElement => typeof child !== 'string' && isElement(child, ns.samlp, 'Status'),
  );
  const problem = status && failureOf(readStatus(status));
  if (problem === undefined) throw new Problem('assertion-missing');
  return { kind: 'failed', response, problem };
}

/**
 * Requires version 2.0 and an ID that is an NCName.
 * @throws Problem `response-version`, `response-id`
 */
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
