import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { toBase64 } from '../fixtures/post.ts';
import { acme } from '../fixtures/providers/provider.ts';
import { providers } from '../fixtures/providers/providers.ts';
import { type Places, signInPlace } from '../fixtures/sign-in-place.ts';
import {
  type ByteMutation,
  byteMutation,
  mutateAllBytes,
  mutateText,
  type TextMutation,
  textMutation,
} from './mutations/mutation.ts';
import { trustedKey } from './verify.ts';

/** How one input is made, as data. */
export interface Recipe {
  readonly provider: string;
  readonly sign: Places;
  /** Before it is signed: the signature is right for what comes out. */
  readonly before: readonly TextMutation[];
  /** After it was signed: what an attacker does. */
  readonly after: readonly TextMutation[];
  readonly bytes: readonly ByteMutation[];
  /** Of the base64 of the form field. */
  readonly field: readonly ByteMutation[];
}

/** One input. */
export interface Message {
  /** What the trusted key signed. */
  readonly signed: string;
  /** The form field as it is posted. */
  readonly field: string;
}

const some = <Member>(member: fc.Arbitrary<Member>, maxLength: number) =>
  fc.array(member, { minLength: 1, maxLength });
const none = fc.constant([]);

const shape = (parts: {
  before?: fc.Arbitrary<readonly TextMutation[]>;
  after?: fc.Arbitrary<readonly TextMutation[]>;
  bytes?: fc.Arbitrary<readonly ByteMutation[]>;
  field?: fc.Arbitrary<readonly ByteMutation[]>;
}): fc.Arbitrary<Recipe> =>
  fc.record({
    provider: fc.constantFrom(...providers.map(({ name }) => name)),
    sign: fc.constantFrom('assertion', 'response', 'both'),
    before: parts.before ?? none,
    after: parts.after ?? none,
    bytes: parts.bytes ?? none,
    field: parts.field ?? none,
  });

/** Genuine messages changed at byte, token and tree level, before and after they were signed. */
export const recipe: fc.Arbitrary<Recipe> = fc.oneof(
  { weight: 6, arbitrary: shape({ after: some(textMutation, 4) }) },
  { weight: 5, arbitrary: shape({ before: some(textMutation, 3) }) },
  { weight: 3, arbitrary: shape({ before: some(textMutation, 2), after: some(textMutation, 3) }) },
  { weight: 4, arbitrary: shape({ bytes: some(byteMutation, 3) }) },
  { weight: 1, arbitrary: shape({ after: some(textMutation, 2), bytes: some(byteMutation, 2) }) },
  { weight: 1, arbitrary: shape({ field: some(byteMutation, 2) }) },
);

/** The message that `recipe` makes; the same one each time, but for the key of this process. */
export function messageOf({ provider: name, sign, before, after, bytes, field }: Recipe): Message {
  const signed = signedMessage(name, sign, before);
  const changed = mutateAllBytes(Buffer.from(after.reduce(mutateText, signed)), bytes);
  return { signed, field: mutateAllBytes(Buffer.from(toBase64(changed)), field).toString() };
}

const unchanged = new Map<string, string>();

function signedMessage(name: string, sign: Recipe['sign'], before: readonly TextMutation[]): string {
  const provider = providers.find((known) => known.name === name);
  if (provider === undefined) throw new TypeError(`there is no provider called ${name}`);
  const make = () =>
    signInPlace(before.reduce(mutateText, provider.response(acme)), sign, provider.signature, trustedKey);
  if (before.length > 0) return make();
  const key = `${name} ${sign}`;
  const known = unchanged.get(key) ?? make();
  unchanged.set(key, known);
  return known;
}
