import { withLibxml2 } from '../fixtures/libxml2.ts';
import { requireSameCanonicalForm, type Subset } from './canonical-agreement.ts';
import { outcomeOf } from './outcome.ts';
import { withinTimeLimit } from './time-limit.ts';
import type { Verifier } from './verify.ts';
import { Violation } from './violation.ts';

/**
 * Holds our reader against libxml2's: what we read is well-formed to libxml2, and has the same canonical form,
 * whole and in part; what we call malformed libxml2 calls so too. Of what our reader refuses by any other
 * code nothing is asked.
 * @returns the code of a refusal, or undefined of a document that both have read
 * @throws Violation
 */
export function requireSameDocument(
  bytes: Uint8Array,
  verifier: Verifier,
  subset: Subset,
): string | undefined {
  const ours = withinTimeLimit(verifier, bytes.length, () => outcomeOf(() => verifier.read(bytes)));
  if (ours.refused !== undefined && ours.refused !== 'xml-malformed') return ours.refused;
  withLibxml2(bytes, (document) => {
    if (ours.result === undefined) {
      if (document !== undefined) throw new Violation('refused as malformed, well-formed to libxml2');
      return;
    }
    if (document === undefined) throw new Violation('read, but not well-formed to libxml2');
    const whole = { apex: 0, inclusivePrefixes: subset.inclusivePrefixes, without: undefined };
    requireSameCanonicalForm(ours.result, document, verifier.canonical, whole);
    requireSameCanonicalForm(ours.result, document, verifier.canonical, subset);
  });
  return ours.refused;
}
