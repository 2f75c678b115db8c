import { survivorsOf } from './survivor.ts';

const notThere = 'a setting that is undefined is as good as none';

/** Of problems, and what goes out. */
export const otherMessages = [
  ...survivorsOf('shared/problems/problem.ts', [
    ['...(expected === undefined ? {}', 'expected === undefined => false', notThere],
    ['...(actual === undefined ? {}', 'actual === undefined => false', notThere],
    ["'…'", `'…' => ""`, 'no symbol alone is longer than a fact may be'],
  ]),
  ...survivorsOf('shared/saml/outbound/authn-request.ts', [
    ["'ascii'", `'ascii' => ""`, 'a query is ASCII, in every encoding'],
  ]),
];
