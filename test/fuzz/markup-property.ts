import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { type DocumentCase, documentCase } from './document.ts';
import {
  type ByteMutation,
  byteMutation,
  mutateAllBytes,
  mutateText,
  type TextMutation,
  textMutation,
} from './mutations/mutation.ts';
import { requireSameDocument } from './reader-agreement.ts';
import type { Tally } from './tally.ts';
import type { Verifier } from './verify.ts';

/** A well-formed document, and what is done to it. */
export interface MarkupCase extends DocumentCase {
  readonly text: readonly TextMutation[];
  readonly bytes: readonly ByteMutation[];
}

const mutated = (text: number, bytes: number): fc.Arbitrary<MarkupCase> =>
  fc
    .tuple(
      documentCase,
      fc.array(textMutation, { maxLength: text }),
      fc.array(byteMutation, { maxLength: bytes }),
    )
    .map(([document, ...[textMutations, byteMutations]]) => ({
      ...document,
      text: textMutations,
      bytes: byteMutations,
    }));

export const markupCase: fc.Arbitrary<MarkupCase> = fc.oneof(mutated(3, 0), mutated(0, 2), mutated(2, 1));

/** The document that `input` makes. */
export function bytesOf({ xml, text, bytes }: MarkupCase): Buffer {
  return mutateAllBytes(Buffer.from(text.reduce(mutateText, xml)), bytes);
}

/**
 * Of any bytes: libxml2 and our reader agree whether they are well-formed, and what they say.
 * @throws Violation
 */
export function checkMarkup(input: MarkupCase, verifier: Verifier, tally: Tally): void {
  tally.count(requireSameDocument(bytesOf(input), verifier, input) ?? 'canonical');
}
