import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { elementAt, withLibxml2 } from '../fixtures/libxml2.ts';
import { verifiesWithXmlsec1 } from '../interop/xmlsec1.ts';
import type { Subset } from './canonical-agreement.ts';
import { messageOf, type Recipe } from './message.ts';
import { prefixes } from './mutations/dictionary.ts';
import { outcomeOf } from './outcome.ts';
import { requireSameDocument } from './reader-agreement.ts';
import { onlyAssertion, readByXPath } from './reading.ts';
import type { Said } from './said.ts';
import type { Tally } from './tally.ts';
import { withinTimeLimit } from './time-limit.ts';
import { trustedKey, type Verifier } from './verify.ts';
import { Violation } from './violation.ts';

/**
 * Of any message: nothing but a Problem is thrown, in time that its size allows; libxml2 and our reader agree
 * whether it is well-formed, and on its canonical form; and what is accepted xmlsec1 verifies too, and it says what was signed.
 * @throws Violation
 */
export function checkMessage(recipe: Recipe, verifier: Verifier, tally: Tally): void {
  const { signed, field } = messageOf(recipe);
  const bytes = Buffer.from(field, 'base64');
  const verdict = withinTimeLimit(verifier, bytes.length, () => outcomeOf(() => verifier.judge(field)));
  tally.count(verdict.refused ?? 'accepted');
  requireSameDocument(bytes, verifier, subsetFor(recipe));
  if (verdict.result === undefined) return;
  requireSameReading(verdict.result, bytes, signed);
  requireXmlsec1(bytes.toString(), verdict.result.signed);
}

/** One subset a message, drawn by what changes it. */
function subsetFor({ after, before }: Recipe): Subset {
  const drawn = after[0]?.at ?? before[0]?.at ?? 0;
  return {
    apex: drawn,
    inclusivePrefixes: prefixes.filter((_, at) => (drawn >> at) % 2 === 1),
    without: drawn,
  };
}

function requireSameReading(verdict: Said, bytes: Uint8Array, signed: string): void {
  const { nameId, issuer, audiences, recipient, attributes } = verdict;
  const ours = { nameId, issuer, audiences, recipient, attributes };
  const posted = withLibxml2(bytes, (document) => {
    const assertion = document && onlyAssertion(document);
    return assertion && readByXPath(assertion);
  });
  if (!isDeepStrictEqual(posted, ours)) {
    throw new Violation(`we read ${JSON.stringify(ours)}, libxml2 ${JSON.stringify(posted)}`);
  }
  const original = withLibxml2(Buffer.from(signed), (document) => {
    const assertion = document && elementAt(document, "/*/*[local-name()='Assertion'][1]");
    return assertion && readByXPath(assertion);
  });
  if (!isDeepStrictEqual(original, ours)) {
    throw new Violation(`accepted ${JSON.stringify(ours)}, signed was ${JSON.stringify(original)}`);
  }
}

/** Digests of messages that xmlsec1 has verified; several recipes make the same one. */
const verified = new Set<string>();

function requireXmlsec1(xml: string, signed: 'assertion' | 'response' | 'both'): void {
  const digest = createHash('sha256').update(xml).digest('base64');
  if (verified.has(digest)) return;
  for (const place of signed === 'both' ? (['assertion', 'response'] as const) : [signed]) {
    if (!verifiesWithXmlsec1(xml, place, trustedKey.certificatePem)) {
      throw new Violation(`xmlsec1 does not verify the signature of the ${place}`);
    }
  }
  verified.add(digest);
}
