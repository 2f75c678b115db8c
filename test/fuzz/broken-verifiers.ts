import { Buffer } from 'node:buffer';
import { Problem } from '../../shared/problems/problem.ts';
import { readAssertion } from '../../shared/saml/inbound/assertion/assertion.ts';
import { readResponse } from '../../shared/saml/inbound/response.ts';
import { canonicalXml } from '../../shared/saml/inbound/xml/canonical-xml.ts';
import { readXml } from '../../shared/saml/inbound/xml/read-xml.ts';
import { withLibxml2 } from '../fixtures/libxml2.ts';
import type { Target } from './campaign.ts';
import { assertionsOf, readByXPath } from './reading.ts';
import { latchkey, type Verifier } from './verify.ts';

/** A mistake that a verifier has made somewhere, and by what kind of input it has to be found. */
export interface BrokenVerifier {
  /** Completes "a verifier that …". */
  readonly mistake: string;
  readonly target: Target;
  readonly verifier: Partial<Verifier>;
  /** What the violation says. */
  readonly found: RegExp;
}

const { judge } = latchkey;

/** Reads without looking at any signature. */
function readUnverified(samlResponse: string): ReturnType<Verifier['judge']> {
  const { assertion } = readResponse(samlResponse);
  const { nameId, issuer, conditions, confirmation, attributes } = readAssertion(assertion);
  return {
    nameId: nameId.value,
    issuer,
    audiences: conditions.audienceRestrictions,
    recipient: confirmation.recipient,
    attributes: [...attributes],
    signed: 'assertion',
  };
}

/** Verifies whichever Assertion it can, and then reads the first: signature wrapping. */
function readFirstAssertion(samlResponse: string): ReturnType<Verifier['judge']> {
  const bytes = Buffer.from(samlResponse, 'base64');
  const count = withLibxml2(bytes, (document) => (document ? assertionsOf(document).length : 0));
  for (let kept = 0; kept < count; kept += 1) {
    const alone = withLibxml2(bytes, (document) => {
      if (document === undefined) return '';
      for (const [at, assertion] of assertionsOf(document).entries()) if (at !== kept) assertion.remove();
      return document.toString({ format: false });
    });
    const { signed } = unlessRefused(() => judge(Buffer.from(alone).toString('base64'))) ?? {};
    const first = withLibxml2(bytes, (document) => {
      const [assertion] = document === undefined ? [] : assertionsOf(document);
      return assertion && readByXPath(assertion);
    });
    if (signed !== undefined && first !== undefined) return { ...first, signed };
  }
  return judge(samlResponse);
}

function unlessRefused<Result>(act: () => Result): Result | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** Keeps the processor busy for so long. */
function spinMs(milliseconds: number): void {
  const start = process.threadCpuUsage();
  while (process.threadCpuUsage(start).user < milliseconds * 1_000);
}

const rewritten =
  (search: string | RegExp, replacement: string): Verifier['read'] =>
  (bytes) =>
    readXml(Buffer.from(Buffer.from(bytes).toString('latin1').replace(search, replacement), 'latin1'));

/** One row a mistake. */
export const brokenVerifiers: readonly BrokenVerifier[] = [
  {
    mistake: 'looks at no signature',
    target: 'messages',
    verifier: { judge: readUnverified },
    found: /signed was|xmlsec1/,
  },
  {
    mistake: 'reads another Assertion than the one that it verified',
    target: 'messages',
    // It asks libxml2 several times, which takes longer than a verifier may.
    verifier: { judge: readFirstAssertion, isTimed: false },
    found: /we read/,
  },
  {
    mistake: 'loses a carriage return on the way',
    target: 'messages',
    verifier: {
      judge: (samlResponse) => {
        const said = judge(samlResponse);
        return {
          ...said,
          attributes: said.attributes.map(([name, values]) => [
            name,
            values.map((value) => value.replaceAll('\r', '')),
          ]),
        };
      },
    },
    found: /we read/,
  },
  {
    mistake: 'lets an error of the platform out',
    target: 'messages',
    verifier: {
      judge: (samlResponse) => {
        new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(samlResponse, 'base64'));
        return judge(samlResponse);
      },
    },
    found: /threw TypeError/,
  },
  {
    mistake: 'takes a time that grows with the square of the size',
    target: 'messages',
    verifier: {
      judge: (samlResponse) => {
        spinMs((samlResponse.length / 4_096) ** 2);
        return judge(samlResponse);
      },
    },
    found: /bytes took/,
  },
  {
    mistake: 'writes carriage returns as they are',
    target: 'documents',
    verifier: { canonical: (apex, how) => canonicalXml(apex, how).replaceAll('&#xD;', '\r') },
    found: /form: ours/,
  },
  {
    mistake: 'ignores the PrefixList',
    target: 'documents',
    verifier: {
      canonical: (apex, { inclusivePrefixes: _, ...how }) => canonicalXml(apex, how),
    },
    found: /exclusive form: ours/,
  },
  {
    mistake: 'never undoes a default namespace',
    target: 'documents',
    verifier: { canonical: (apex, how) => canonicalXml(apex, how).replaceAll(' xmlns=""', '') },
    found: /form: ours/,
  },
  {
    mistake: 'canonicalises what the enveloped-signature transform takes away',
    target: 'documents',
    verifier: { canonical: (apex, { without: _, ...how }) => canonicalXml(apex, how) },
    found: /form: ours/,
  },
  {
    mistake: 'knows no XML declaration',
    target: 'documents',
    verifier: {
      read: (bytes) => {
        if (Buffer.from(bytes.subarray(0, 5)).toString() === '<?xml') throw new Problem('xml-malformed');
        return readXml(bytes);
      },
    },
    found: /well-formed to libxml2/,
  },
  {
    mistake: 'overlooks what stands behind the root',
    target: 'markup',
    verifier: { read: rewritten(/(?<=\/[^<>]*>)[^<>]+$/, '') },
    found: /not well-formed to libxml2/,
  },
  {
    mistake: 'takes a bare ampersand for a character',
    target: 'markup',
    verifier: { read: rewritten(/&(?=[^#\w])/g, '&amp;') },
    found: /not well-formed to libxml2/,
  },
];
