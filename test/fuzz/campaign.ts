import fc from 'fast-check';
import { defined } from '../../shared/objects/defined.ts';
import { type DocumentCase, documentCase } from './document.ts';
import { checkDocument } from './document-property.ts';
import { bytesOf, checkMarkup, type MarkupCase, markupCase } from './markup-property.ts';
import { messageOf, type Recipe, recipe } from './message.ts';
import { checkMessage } from './message-property.ts';
import { Tally } from './tally.ts';
import { latchkey, type Verifier } from './verify.ts';

/** What is made: whole messages, well-formed documents, or documents with broken markup. */
export type Target = 'messages' | 'documents' | 'markup';
export const targets: readonly Target[] = ['messages', 'documents', 'markup'];

/** One run. */
export interface Campaign {
  readonly target: Target;
  readonly seed: number;
  readonly runs: number;
  /** Of a counter-example: that one alone is run. */
  readonly path?: string | undefined;
  /** Whether a counter-example is made smaller before it is shown. Default true. */
  readonly shrink?: boolean;
  /** Default: Latchkey. */
  readonly verifier?: Verifier;
}

/** What a run found. */
export interface Findings {
  readonly tally: Tally;
  /** How to see the violation again, shrunk, in lines; undefined where there was none. */
  readonly violation: string | undefined;
}

/** Runs one campaign to its end or to its first violation, shrunk. */
export function run({ target, seed, runs, path, shrink = true, verifier = latchkey }: Campaign): Findings {
  const tally = new Tally();
  const parameters = { seed, numRuns: runs, endOnFailure: !shrink, ...defined({ path }) };
  switch (target) {
    case 'messages': {
      const property = fc.property(recipe, (input) => checkMessage(input, verifier, tally));
      return { tally, violation: report(target, fc.check(property, parameters), describeMessage) };
    }
    case 'documents': {
      const property = fc.property(documentCase, (input) => checkDocument(input, verifier, tally));
      return { tally, violation: report(target, fc.check(property, parameters), describeDocument) };
    }
    case 'markup': {
      const property = fc.property(markupCase, (input) => checkMarkup(input, verifier, tally));
      return { tally, violation: report(target, fc.check(property, parameters), describeMarkup) };
    }
  }
}

function report<Input>(
  target: Target,
  { failed, counterexample, counterexamplePath, errorInstance, seed, numShrinks }: fc.RunDetails<[Input]>,
  describe: (input: Input) => readonly string[],
): string | undefined {
  if (!failed) return undefined;
  return [
    `violation: ${shortened(errorInstance instanceof Error ? errorInstance.message : `${errorInstance}`)}`,
    `again: npm run fuzz -- --target ${target} --seed ${seed} --path ${counterexamplePath}`,
    `shrunk: ${numShrinks} times`,
    ...(counterexample === null ? [] : describe(counterexample[0])),
  ].join('\n');
}

/** More than anybody reads; what is left out is in the recipe. */
const longestLine = 4_000;

function shortened(text: string): string {
  return text.length <= longestLine ? text : `${text.slice(0, longestLine)}… (${text.length} characters)`;
}

/** The key is new in each process: the message as it was, to repeat a run with these very bytes. */
function describeMessage(input: Recipe): readonly string[] {
  return [`recipe: ${JSON.stringify(input)}`, `message: ${shortened(messageOf(input).field)}`];
}

function describeDocument(input: DocumentCase): readonly string[] {
  const { xml, ...subset } = input;
  return [`subset: ${JSON.stringify(subset)}`, `document: ${Buffer.from(xml).toString('base64')}`];
}

function describeMarkup(input: MarkupCase): readonly string[] {
  return [`recipe: ${JSON.stringify(input)}`, `document: ${bytesOf(input).toString('base64')}`];
}
