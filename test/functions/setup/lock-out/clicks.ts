import fc from 'fast-check';

/** What an administrator may do at any moment, in any order, whatever the page shows. */
export type Click =
  | { readonly do: 'keep'; readonly who: number; readonly key: number }
  | {
      readonly do: 'test';
      readonly who: number;
      readonly outcome: 'passed' | 'failed';
      /** A late answer is that of a test which was begun when an earlier draft was entered, and waited since. */
      readonly answer: 'at once' | 'late';
      /** Which of the draft's keys the directory signs with. Default: the last one, which is the new one. */
      readonly by?: 'first' | 'last';
    }
  /**
   * An operator closes a link, and is interrupted before its draft is given up, or is not. Who has its page open stays on
   * it, or comes back by another link.
   */
  | { readonly do: 'revoke'; readonly who: number; readonly whole: boolean; readonly stays: boolean }
  | { readonly do: 'activate'; readonly who: number; readonly seen: 'this' | 'an older page' }
  | { readonly do: 'again' | 'reload' | 'go' | 'discard' | 'leave and come back'; readonly who: number }
  /**
   * The operator takes the right of the administrator who vouches for the last two, or gives it back. Both stay on the
   * pages that they have open, or try to come back.
   */
  | { readonly do: 'right'; readonly on: boolean; readonly stays: boolean }
  /** The administrator revokes every link for a colleague, whose page stays open. */
  | { readonly do: 'revoke colleagues' }
  | { readonly do: 'wait'; readonly hours: number };

/** Two whose links set up, one whose link renews the certificate, an administrator, and a colleague of theirs. */
export const intents = ['set-up', 'set-up', 'renew-certificate', 'administer', 'administer'] as const;
const who = fc.nat(intents.length - 1);

/** Draws what one administrator, or time, does next. */
const click: fc.Arbitrary<Click> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('keep' as const), who, key: fc.nat(2) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('test' as const),
      who,
      outcome: fc.constantFrom('passed' as const, 'passed' as const, 'failed' as const),
      answer: fc.constantFrom('at once' as const, 'at once' as const, 'late' as const),
      by: fc.constantFrom('first' as const, 'last' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('revoke' as const),
      who,
      whole: fc.boolean(),
      stays: fc.boolean(),
    }),
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
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('right' as const), on: fc.boolean(), stays: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'revoke colleagues' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.constantFrom(1, 25) }) },
);

/** Draws how one administrator gets from a certificate to the last button, while somebody else does something. */
const wayToTheEnd: fc.Arbitrary<Click[]> = fc
  .record({ who, key: fc.nat(2), meanwhile: fc.array(click, { maxLength: 1 }), at: fc.nat(2) })
  .map(({ who, key, meanwhile, at }) => {
    const way: Click[] = [
      { do: 'keep', who, key },
      { do: 'test', who, outcome: 'passed', answer: 'at once' },
      { do: 'activate', who, seen: 'this' },
    ];
    return way.toSpliced(at, 0, ...meanwhile);
  });

/** Draws a sequence of at most 32 clicks: single ones, and ways to the end. */
export const clicks: fc.Arbitrary<Click[]> = fc
  .array(
    fc.oneof({ weight: 4, arbitrary: click.map((each) => [each]) }, { weight: 1, arbitrary: wayToTheEnd }),
    { minLength: 3, maxLength: 8 },
  )
  .map((chunks) => chunks.flat());

/** What is rare among random clicks, and what each rule is there for. */
export const rareOrders: readonly (readonly Click[])[] = [
  [
    { do: 'keep', who: 2, key: 1 },
    { do: 'activate', who: 2, seen: 'this' },
    { do: 'test', who: 2, outcome: 'failed', answer: 'at once' },
    { do: 'activate', who: 2, seen: 'this' },
  ],
  [
    { do: 'keep', who: 3, key: 1 },
    { do: 'test', who: 3, outcome: 'passed', answer: 'at once' },
    { do: 'right', on: false, stays: true },
    { do: 'activate', who: 3, seen: 'this' },
    { do: 'activate', who: 0, seen: 'this' },
    { do: 'right', on: true, stays: false },
    { do: 'keep', who: 4, key: 2 },
    { do: 'test', who: 4, outcome: 'passed', answer: 'at once' },
    { do: 'activate', who: 3, seen: 'this' },
    { do: 'activate', who: 4, seen: 'this' },
  ],
  [
    { do: 'keep', who: 0, key: 0 },
    { do: 'test', who: 0, outcome: 'passed', answer: 'at once' },
    { do: 'wait', hours: 25 },
    { do: 'activate', who: 0, seen: 'this' },
  ],
  [
    { do: 'keep', who: 0, key: 0 },
    { do: 'test', who: 0, outcome: 'passed', answer: 'at once' },
    { do: 'keep', who: 1, key: 1 },
    { do: 'activate', who: 0, seen: 'an older page' },
    { do: 'test', who: 1, outcome: 'passed', answer: 'late' },
    { do: 'activate', who: 0, seen: 'this' },
    { do: 'test', who: 1, outcome: 'passed', answer: 'at once' },
    { do: 'activate', who: 1, seen: 'this' },
    { do: 'again', who: 1 },
  ],
  [
    { do: 'keep', who: 0, key: 0 },
    { do: 'test', who: 0, outcome: 'passed', answer: 'at once' },
    { do: 'discard', who: 1 },
    { do: 'keep', who: 1, key: 1 },
    { do: 'activate', who: 0, seen: 'an older page' },
    { do: 'activate', who: 1, seen: 'this' },
  ],
  [
    { do: 'keep', who: 2, key: 1 },
    { do: 'test', who: 2, outcome: 'passed', answer: 'at once', by: 'first' },
    { do: 'activate', who: 2, seen: 'this' },
  ],
  [
    { do: 'keep', who: 0, key: 1 },
    { do: 'test', who: 0, outcome: 'passed', answer: 'at once' },
    { do: 'activate', who: 2, seen: 'this' },
    { do: 'revoke', who: 0, whole: false, stays: false },
    { do: 'activate', who: 1, seen: 'this' },
    { do: 'keep', who: 2, key: 2 },
    { do: 'test', who: 2, outcome: 'passed', answer: 'at once' },
    { do: 'activate', who: 2, seen: 'this' },
  ],
];
