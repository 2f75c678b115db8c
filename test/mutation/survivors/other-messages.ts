import { survivorsOf } from './survivor.ts';

const asGood = 'samlify only asks whether it is true';
const notThere = 'a setting that is undefined is as good as none';

/** Of problems, and what goes out. */
export const otherMessages = [
  ...survivorsOf('shared/problems/problem.ts', [
    ['...(expected === undefined ? {}', 'expected === undefined => false', notThere],
    ['...(actual === undefined ? {}', 'actual === undefined => false', notThere],
    ["'…'", `'…' => ""`, 'no symbol alone is longer than a fact may be'],
  ]),
  ...survivorsOf('shared/problems/remediation.ts', [
    ['...(note === undefined ? {}', 'note === undefined => false', notThere],
  ]),
  ...survivorsOf('shared/saml/outbound/redirect-binding.ts', [
    [
      "const { template, target, relayState = '' } = message;",
      `'' => "Stryker was here!"`,
      'a message without a RelayState has none either way',
    ],
    ['isAuthnRequestSigned: () => false', '() => false => () => undefined', asGood],
    [
      'generateID: () => id',
      '() => id => () => undefined',
      'the filled message has the id, which samlify keeps',
    ],
    [
      'entitySetting: { wantLogoutResponseSigned: false }',
      '{ wantLogoutResponseSigned: false } => {}',
      asGood,
    ],
  ]),
  ...survivorsOf('shared/saml/outbound/sign-redirect.ts', [
    ["'ascii'", `'ascii' => ""`, 'a query is ASCII, in every encoding'],
  ]),
];
