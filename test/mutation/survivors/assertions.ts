import { survivorsOf } from './survivor.ts';

const noElement = 'a text is no element of any name';
const counted = 'none is not one, which is asked beside it';
const neither = 'neither is an algorithm';
const sameAnswer = 'openEnvelope says decryption-failed of whatever it was';

/** Of assertions, encrypted or not. */
export const assertions = [
  ...survivorsOf('shared/saml/inbound/assertion/assertion.ts', [
    ["'ID') ??", `'' => "Stryker was here!"`, 'cannot be reached: an Assertion without ID is refused before'],
    ['childElements(subject) ??', '[] => ["Stryker was here"]', noElement],
    ['value.trim()', 'nameId === undefined => false', 'where there is no NameID there is no value of it'],
    [
      'notBefore === undefined',
      'conditions === undefined => false',
      'without Conditions there is no NotBefore',
    ],
  ]),
  ...survivorsOf('shared/saml/inbound/assertion/subject-confirmation.ts', [
    ['childElements(confirmation) ??', '[] => ["Stryker was here"]', noElement],
    ['data.length', 'only === undefined => false', counted],
  ]),
  ...survivorsOf('shared/saml/inbound/encryption/encrypted-assertion.ts', [
    ['contentCiphers.get', `'' => "Stryker was here!"`, neither],
    ['keyTransports.get', `'' => "Stryker was here!"`, neither],
    ['known.get', `'' => "Stryker was here!"`, neither],
  ]),
  ...survivorsOf('shared/saml/inbound/encryption/decrypt.ts', [
    ['catch {', '{ … => {}', 'undefined is what comes of nothing too'],
  ]),
  ...survivorsOf('shared/saml/inbound/encryption/encrypted-response.ts', [
    ['isMalleable && !isMeantFor', `'decryption-failed' => ""`, sameAnswer],
    ['plaintext === undefined', 'plaintext === undefined => false', sameAnswer],
    ['plaintext === undefined', `'decryption-failed' => ""`, sameAnswer],
    ['certificate === undefined', `'signature-missing' => ""`, sameAnswer],
  ]),
  ...survivorsOf('shared/saml/inbound/report.ts', [
    [
      'const certificate = list.problem',
      'list.problem === undefined => true',
      'what was opened has failed in nothing before',
    ],
  ]),
  ...survivorsOf('shared/saml/inbound/signature/signature-facts.ts', [
    [
      'certificate === undefined ?',
      'certificate === undefined => false',
      'a certificate that is undefined is as good as none',
    ],
  ]),
];
