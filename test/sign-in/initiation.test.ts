import { expect, it } from 'vitest';
import { initiationOf, isSolicited } from '../../shared/sign-in/initiation.ts';

it.each([
  ['_1', false, 'sp-initiated', true],
  ['_1', true, 'restarted', true],
  [undefined, false, 'idp-tile', false],
  [undefined, true, 'idp-tile', false],
  ['F84D888AA3B44C1B844375A4E8210D9E', false, 'portal-test', false],
] as const)(
  'an answer to %s, restarted %s, was launched by %s',
  (answers, wasRestarted, launch, solicited) => {
    expect(initiationOf(answers, wasRestarted)).toBe(launch);
    expect(isSolicited(answers)).toBe(solicited);
  },
);
