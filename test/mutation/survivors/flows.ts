import { survivorsOf } from './survivor.ts';

const oneStep = 'one step reads both: where the one is missing, so is the other';
const noAssertionYet = 'a request that is open has no assertion, and so not this one';
const notInTheIndex = 'a request that is open is not in the index: the compiler wants it';

/** Of the flows. */
export const flows = [
  ...survivorsOf('shared/sign-in/log/dynamodb-rejection-buffers.ts', [
    ["app = ''", `'' => "Stryker was here!"`, 'neither is an app or a tenant'],
  ]),
  ...survivorsOf('shared/sign-in/test/dynamodb-test-flow-store.ts', [
    [
      'v.custom<TestFlowId>',
      "typeof value === 'string' => true",
      'what is no text has no such pattern either',
    ],
  ]),
  ...survivorsOf('shared/sign-in/test/test-draft.ts', [
    [
      'draft === undefined ||',
      'draft === undefined => false',
      'without a draft there is no connection of one',
    ],
  ]),
  ...survivorsOf('shared/sign-in/log/dynamodb-sign-in-log.ts', [
    ["flow.state !== 'requested'", "flow.state !== 'requested' => true", notInTheIndex],
    ["flow.state !== 'requested'", `'requested' => ""`, notInTheIndex],
  ]),
  ...survivorsOf('shared/sign-in/response-profile.ts', [
    [
      'attributes.get(name)?.includes',
      'attributes.get(name)?.includes => attributes.get(name).includes',
      'cannot be reached: the compiler wants it',
    ],
  ]),
  ...survivorsOf('shared/sign-in/log/remediation.ts', [
    ['if (problem === undefined)', 'problem === undefined => false', 'no problem has no remediation either'],
    ['refused.message?.failed ?? []', '[] => ["Stryker was here"]', 'a text that is no check has no problem'],
  ]),
  ...survivorsOf('shared/sign-in/diagnose-sign-in.ts', [
    ['hasCookie', 'answered !== undefined => true', 'no browser has a secret for undefined'],
    [
      'id === undefined ||',
      'id === undefined || issuer === undefined || confirmation === undefined || nameId === undefined => (id === undefined || issuer === undefined || confirmation === undefined) && nameId === undefined',
      oneStep,
    ],
    [
      'id === undefined ||',
      'id === undefined || issuer === undefined || confirmation === undefined => false',
      oneStep,
    ],
    [
      'id === undefined ||',
      'id === undefined || issuer === undefined || confirmation === undefined => (id === undefined || issuer === undefined) && confirmation === undefined',
      oneStep,
    ],
    ['id === undefined ||', 'id === undefined || issuer === undefined => false', oneStep],
    [
      'id === undefined ||',
      'id === undefined || issuer === undefined => id === undefined && issuer === undefined',
      oneStep,
    ],
    ['id === undefined ||', 'id === undefined => false', oneStep],
    ['id === undefined ||', 'issuer === undefined => false', oneStep],
    ['id === undefined ||', 'confirmation === undefined => false', oneStep],
    ['id === undefined ||', 'nameId === undefined => false', oneStep],
    ['const isItsOwn', "flow.state !== 'requested' => true", noAssertionYet],
    ['const isItsOwn', `'requested' => ""`, noAssertionYet],
  ]),
];
