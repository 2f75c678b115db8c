import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { type ByteOperationName, byteOperationNames, mutateBytes } from './bytes.ts';
import { fragment } from './grammar.ts';
import {
  breakingTokenOperations,
  gentleTokenOperations,
  mutateTokens,
  type TokenOperationName,
} from './tokens.ts';
import { insertFragment, mutateTree, type TreeOperationName, treeOperationNames } from './tree.ts';

interface Drawn {
  readonly at: number;
  readonly to: number;
  readonly what: number;
}

/** One change of a message as text, as data: it can be shrunk, printed and done again. */
export type TextMutation =
  | ({ readonly level: 'token'; readonly operation: TokenOperationName } & Drawn)
  | ({ readonly level: 'tree'; readonly operation: TreeOperationName } & Drawn)
  | { readonly level: 'grammar'; readonly fragment: string; readonly at: number; readonly what: number };

/** One change of a message as bytes. */
export type ByteMutation = { readonly level: 'byte'; readonly operation: ByteOperationName } & Drawn;

const drawn = { at: fc.nat(100_000), to: fc.nat(100_000), what: fc.nat(100_000) };

const tokenOperation = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...gentleTokenOperations) },
  { weight: 1, arbitrary: fc.constantFrom(...breakingTokenOperations) },
);

/** Inflation is dear to run and needs few tries; everything else is equally likely. */
const treeOperation = fc.oneof(
  { weight: 60, arbitrary: fc.constantFrom(...treeOperationNames.filter((name) => name !== 'inflate')) },
  { weight: 1, arbitrary: fc.constant('inflate' as const) },
);

export const textMutation: fc.Arbitrary<TextMutation> = fc.oneof(
  fc.record({
    level: fc.constant('token' as const),
    operation: tokenOperation,
    ...drawn,
  }),
  fc.record({ level: fc.constant('tree' as const), operation: treeOperation, ...drawn }),
  fc.record({ level: fc.constant('grammar' as const), fragment, at: drawn.at, what: drawn.what }),
);

export const byteMutation: fc.Arbitrary<ByteMutation> = fc.record({
  level: fc.constant('byte' as const),
  operation: fc.constantFrom(...byteOperationNames),
  ...drawn,
});

/** `xml` after `mutation`. */
export function mutateText(xml: string, mutation: TextMutation): string {
  switch (mutation.level) {
    case 'token':
      return mutateTokens(xml, mutation.operation, mutation.at, mutation.to, mutation.what);
    case 'tree':
      return mutateTree(xml, mutation.operation, mutation.at, mutation.to, mutation.what);
    case 'grammar':
      return insertFragment(xml, mutation.fragment, mutation.at, mutation.what);
  }
}

/** `bytes` after all of `mutations`. */
export function mutateAllBytes(bytes: Uint8Array, mutations: readonly ByteMutation[]): Buffer {
  return mutations.reduce<Buffer>(
    (mutated, { operation, at, to, what }) => mutateBytes(mutated, operation, at, to, what),
    Buffer.from(bytes),
  );
}
