import fc from 'fast-check';

/** What an administrator may do at any moment, in any order, whatever the page shows. */
export type Click =
  | { readonly do: 'keep'; readonly who: number; readonly key: number }
  | {
      readonly do: 'test';
      readonly outcome: 'passed' | 'failed';
      readonly of: 'this' | 'an older one';
      /** Which of the draft's keys the directory signs with. Default: the last one, which is the new one. */
      readonly by?: 'first' | 'last';
    }
  /** An operator closes a link, and is interrupted before its draft is given up, or is not. */
  | { readonly do: 'revoke'; readonly who: number; readonly whole: boolean }
  | { readonly do: 'activate'; readonly who: number; readonly seen: 'this' | 'an older page' }
  | { readonly do: 'again' | 'reload' | 'go' | 'discard' | 'leave and come back'; readonly who: number }
  /** The operator takes the right of the administrator who vouches for the last two, or gives it back. */
  | { readonly do: 'right'; readonly on: boolean }
  | { readonly do: 'wait'; readonly hours: number };

/** Two whose links set up, one whose link renews the certificate, an administrator, and a colleague of theirs. */
export const intents = ['set-up', 'set-up', 'renew-certificate', 'administer', 'administer'] as const;
const who = fc.nat(intents.length - 1);

/** Draws what one administrator, or time, does next. */
export const click: fc.Arbitrary<Click> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('keep' as const), who, key: fc.nat(2) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('test' as const),
      outcome: fc.constantFrom('passed' as const, 'passed' as const, 'failed' as const),
      of: fc.constantFrom('this' as const, 'this' as const, 'an older one' as const),
      by: fc.constantFrom('first' as const, 'last' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('revoke' as const), who, whole: fc.boolean() }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('activate' as const),
      who,
      seen: fc.constantFrom('this' as const, 'this' as const, 'an older page' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'again' as const,
        'reload' as const,
        'go' as const,
        'discard' as const,
        'leave and come back' as const,
      ),
      who,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('right' as const), on: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.constantFrom(1, 25) }) },
);

/** What is rare among random clicks, and what each rule is there for. */
export const rareOrders: readonly (readonly Click[])[] = [
  [
    { do: 'keep', who: 3, key: 1 },
    { do: 'test', outcome: 'passed', of: 'this' },
    { do: 'right', on: false },
    { do: 'activate', who: 3, seen: 'this' },
    { do: 'activate', who: 0, seen: 'this' },
    { do: 'right', on: true },
    { do: 'keep', who: 4, key: 2 },
    { do: 'test', outcome: 'passed', of: 'this' },
    { do: 'activate', who: 3, seen: 'this' },
    { do: 'activate', who: 4, seen: 'this' },
  ],
  [
    { do: 'keep', who: 0, key: 0 },
    { do: 'test', outcome: 'passed', of: 'this' },
    { do: 'wait', hours: 25 },
    { do: 'activate', who: 0, seen: 'this' },
  ],
  [
    { do: 'keep', who: 0, key: 0 },
    { do: 'test', outcome: 'passed', of: 'this' },
    { do: 'keep', who: 1, key: 1 },
    { do: 'activate', who: 0, seen: 'an older page' },
    { do: 'test', outcome: 'passed', of: 'an older one' },
    { do: 'activate', who: 0, seen: 'this' },
    { do: 'test', outcome: 'passed', of: 'this' },
    { do: 'activate', who: 1, seen: 'this' },
    { do: 'again', who: 1 },
  ],
  [
    { do: 'keep', who: 0, key: 0 },
    { do: 'test', outcome: 'passed', of: 'this' },
    { do: 'discard', who: 1 },
    { do: 'keep', who: 1, key: 1 },
    { do: 'activate', who: 0, seen: 'an older page' },
    { do: 'activate', who: 1, seen: 'this' },
  ],
  [
    { do: 'keep', who: 2, key: 1 },
    { do: 'test', outcome: 'passed', of: 'this', by: 'first' },
    { do: 'activate', who: 2, seen: 'this' },
  ],
  [
    { do: 'keep', who: 0, key: 1 },
    { do: 'test', outcome: 'passed', of: 'this' },
    { do: 'activate', who: 2, seen: 'this' },
    { do: 'revoke', who: 0, whole: false },
    { do: 'activate', who: 1, seen: 'this' },
    { do: 'keep', who: 2, key: 2 },
    { do: 'test', outcome: 'passed', of: 'this' },
    { do: 'activate', who: 2, seen: 'this' },
  ],
];
