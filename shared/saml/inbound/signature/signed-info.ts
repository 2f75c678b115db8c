import { Problem, type ProblemCode } from '../../../problems/problem.ts';
import { strictBase64 } from '../post-binding.ts';
import { attributeOf, childElements, isElement, textOf, type XmlElement } from '../xml/element.ts';
import * as ns from '../xml/namespaces.ts';
import { one, optional, readSequence } from '../xml/schema-sequence.ts';
import {
  canonicalizationAlgorithms,
  digestAlgorithms,
  envelopedSignature,
  exclusiveCanonicalizations,
  type Hash,
  signatureAlgorithms,
} from './algorithms.ts';

/** A SignedInfo that contains only what the accepted profile allows. */
export interface SignedInfo {
  readonly canonicalization: 'exclusive' | 'inclusive';
  readonly canonicalizationPrefixes: readonly string[];
  readonly signatureHash: Hash;
  readonly digestHash: Hash;
  readonly digest: Uint8Array;
  readonly transformPrefixes: readonly string[];
}

const malformed = (what: string) => new Problem('signature-structure', { actual: what });

const signedInfoSequence = [
  one(ns.ds, 'CanonicalizationMethod'),
  one(ns.ds, 'SignatureMethod'),
  one(ns.ds, 'Reference'),
];
const referenceSequence = [
  optional(ns.ds, 'Transforms'),
  one(ns.ds, 'DigestMethod'),
  one(ns.ds, 'DigestValue'),
];

/**
 * Reads the SignedInfo of a signature whose only Reference must be `signedId` (SAML Core 5.4.2): exactly the
 * children that the schema names, no attribute that we do not know, one Reference, two transforms.
 * @throws Problem `signature-…`
 */
export function readSignedInfo(signedInfo: XmlElement, signedId: string): SignedInfo {
  onlyAttributes(signedInfo, ['Id']);
  const references = childElements(signedInfo)?.filter((child) => isElement(child, ns.ds, 'Reference')) ?? [];
  if (references.length > 1) {
    throw new Problem('signature-reference', { expected: 'one Reference', actual: `${references.length}` });
  }
  const parts = readSequence(signedInfo, signedInfoSequence, malformed);
  const canonicalization = readAlgorithm(
    parts.one('CanonicalizationMethod'),
    canonicalizationAlgorithms,
    'signature-canonicalization',
  );
  return {
    canonicalization,
    canonicalizationPrefixes: prefixList(
      parts.one('CanonicalizationMethod'),
      canonicalization === 'exclusive',
      'signature-canonicalization',
    ),
    signatureHash: readAlgorithm(
      parts.one('SignatureMethod'),
      signatureAlgorithms,
      'signature-algorithm',
      true,
    ),
    ...readReference(parts.one('Reference'), signedId),
  };
}

function readReference(
  reference: XmlElement,
  signedId: string,
): Pick<SignedInfo, 'digestHash' | 'digest' | 'transformPrefixes'> {
  const uri = attributeOf(reference, 'URI');
  if (uri !== `#${signedId}`) {
    throw new Problem('signature-reference', { expected: `#${signedId}`, actual: uri ?? 'no URI' });
  }
  onlyAttributes(reference, ['URI', 'Id']);
  const parts = readSequence(reference, referenceSequence, malformed);
  const digest = base64Of(parts.one('DigestValue'));
  if (digest === undefined) throw malformed('DigestValue is not base64');
  return {
    digestHash: readAlgorithm(parts.one('DigestMethod'), digestAlgorithms, 'signature-algorithm', true),
    digest,
    transformPrefixes: readTransforms(parts.optional('Transforms')),
  };
}

/** Returns the PrefixList of the second of exactly two transforms. */
function readTransforms(transforms: XmlElement | undefined): readonly string[] {
  const steps = transforms === undefined ? [] : (childElements(transforms) ?? []);
  const [enveloped, canonical] = steps;
  const algorithms = steps.map((step) =>
    isElement(step, ns.ds, 'Transform') ? attributeOf(step, 'Algorithm') : '?',
  );
  if (
    enveloped === undefined ||
    canonical === undefined ||
    algorithms.length !== 2 ||
    algorithms[0] !== envelopedSignature ||
    !exclusiveCanonicalizations.includes(algorithms[1] ?? '') ||
    enveloped.children.length > 0
  ) {
    throw new Problem('signature-transform', {
      expected: `${envelopedSignature}, ${exclusiveCanonicalizations[0]}`,
      actual: algorithms.join(', '),
    });
  }
  return prefixList(canonical, true, 'signature-transform');
}

function readAlgorithm<Value>(
  method: XmlElement,
  known: ReadonlyMap<string, Value>,
  code: ProblemCode,
  mustBeEmpty = false,
): Value {
  onlyAttributes(method, ['Algorithm']);
  const algorithm = attributeOf(method, 'Algorithm');
  const value = known.get(algorithm ?? '');
  if (value === undefined) throw new Problem(code, { actual: algorithm ?? 'no Algorithm' });
  if (mustBeEmpty && (childElements(method)?.length ?? 1) > 0) {
    throw malformed(`parameters in ${method.localName}`);
  }
  return value;
}

/** More prefixes than any provider lists, and few enough to take no time. */
const maximumPrefixes = 32;

/** InclusiveNamespaces/@PrefixList (Exclusive XML Canonicalization 1.0, 4); `#default` is the empty prefix. */
function prefixList(method: XmlElement, allowed: boolean, code: ProblemCode): readonly string[] {
  const parts = childElements(method);
  const [list, second] = parts ?? [];
  if (parts?.length === 0) return [];
  if (
    !allowed ||
    list === undefined ||
    second !== undefined ||
    !isElement(list, ns.excC14n, 'InclusiveNamespaces')
  ) {
    throw new Problem(code, { actual: `parameters in ${method.localName}` });
  }
  onlyAttributes(list, ['PrefixList']);
  const prefixes = (attributeOf(list, 'PrefixList') ?? '')
    .split(/[ \t\r\n]+/)
    .filter((prefix) => prefix !== '');
  if (prefixes.length > maximumPrefixes || list.children.length > 0) {
    throw new Problem(code, { actual: 'InclusiveNamespaces with more than a short PrefixList' });
  }
  return prefixes.map((prefix) => (prefix === '#default' ? '' : prefix));
}

function onlyAttributes(element: XmlElement, known: readonly string[]): void {
  for (const { namespace, localName } of element.attributes) {
    if (namespace !== '' || !known.includes(localName)) {
      throw malformed(`attribute ${localName} of ${element.localName}`);
    }
  }
}

/** Returns the bytes of an xs:base64Binary element, which may have white space between its characters. */
export function base64Of(element: XmlElement): Uint8Array | undefined {
  const text = textOf(element);
  if (text === undefined || text === '') return undefined;
  const bytes = strictBase64(/[ \t\r\n]/.test(text) ? text.replace(/[ \t\r\n]+/g, '') : text);
  return bytes === undefined || bytes.length === 0 ? undefined : bytes;
}
