import { Buffer } from 'node:buffer';
import type { DocumentCase } from './document.ts';
import { requireSameDocument } from './reader-agreement.ts';
import type { Tally } from './tally.ts';
import type { Verifier } from './verify.ts';
import { Violation } from './violation.ts';

/**
 * Every document within our limits is read, and its canonical form is libxml2's, whole or in part.
 * @throws Violation
 */
export function checkDocument(input: DocumentCase, verifier: Verifier, tally: Tally): void {
  const refused = requireSameDocument(Buffer.from(input.xml), verifier, input);
  if (refused !== undefined) throw new Violation(`refused: ${refused}`);
  tally.count('canonical');
}
