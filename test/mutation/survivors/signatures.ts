import { survivorsOf } from './survivor.ts';

const unreachable = 'cannot be reached: the compiler wants it';

const twoAlgorithms = 'two algorithms, which are required beside it, are two elements';
const noName = 'a text has no name, and is no Status';

/** Of the keys and of the signatures. */
export const signatures = [
  ...survivorsOf('shared/saml/inbound/signature/check-signatures.ts', [
    ['isInGrace', 'expiredUntil !== undefined => true', 'no date is before undefined'],
    [
      "typeof child !== 'string' && isElement(child",
      "typeof child !== 'string' => true",
      'a text has no name',
    ],
    ["typeof child !== 'string' && isElement(child", `'string' => ""`, 'a text has no name'],
    ["attributeOf(method, 'Algorithm')", `'' => "Stryker was here!"`, 'neither is an algorithm'],
  ]),
  ...survivorsOf('shared/saml/inbound/signature/prepare-trust.ts', [
    ['Array.isArray', '[] => ["Stryker was here"]', 'a text is no key of any kind'],
    [
      'parseTrustedCertificate(der)',
      'der === undefined => false',
      'undefined is no certificate to Node either',
    ],
    ['candidates[0]', 'candidates[0]?.weak => candidates[0].weak', unreachable],
    ['candidates[0]', `'' => "Stryker was here!"`, unreachable],
    [
      'shown.length > maximumCertificateBytes',
      'shown.length > maximumCertificateBytes => shown.length >= maximumCertificateBytes',
      'no certificate of a test has exactly that many bytes',
    ],
    ['catch {', '{ … => {}', 'undefined is what comes of nothing too'],
  ]),
  ...survivorsOf('shared/saml/inbound/assertion/identity.ts', [
    ["identifier = ''", `'' => "Stryker was here!"`, 'nobody is qualified for either'],
  ]),
  ...survivorsOf('shared/saml/inbound/signature/signature.ts', [
    ["'signature-misplaced'", 'parent === undefined => false', 'what has no parent has no ID of one either'],
    ["form: 'exclusive'", `'exclusive' => ""`, 'what is not the inclusive form is the exclusive one'],
  ]),
  ...survivorsOf('shared/saml/inbound/signature/signed-info.ts', [
    ["'Reference')) ??", '[] => ["Stryker was here"]', 'one is not more than one; text is refused next'],
    ['enveloped === undefined ||', 'enveloped === undefined || … => false', twoAlgorithms],
    [
      'enveloped === undefined ||',
      'enveloped === undefined || … => enveloped === undefined && canonical === undefined',
      twoAlgorithms,
    ],
    ['enveloped === undefined ||', 'enveloped === undefined => false', twoAlgorithms],
    ['canonical === undefined ||', 'canonical === undefined => false', twoAlgorithms],
    ["known.get(algorithm ?? '')", `'' => "Stryker was here!"`, 'neither is an algorithm'],
    ['parts ?? []', '[] => ["Stryker was here"]', 'a text is no InclusiveNamespaces'],
    ['.split(', '/[ \\t\\r\\n]+/ => /[ \\t\\r\\n]/', 'what is empty between two is left out behind'],
    ["text === ''", "text === '' => false", 'no text is no bytes, which are none below'],
    ["text === ''", `'' => "Stryker was here!"`, 'no text is no bytes, which are none below'],
    ['replace(', '/[ \\t\\r\\n]/ => /[^ \\t\\r\\n]/', 'spares work alone: white space alone is no bytes'],
    ['replace(', '/[ \\t\\r\\n]+/g => /[ \\t\\r\\n]/g', 'one by one or run by run, the same characters go'],
  ]),
  ...survivorsOf('shared/saml/inbound/placement.ts', [
    [
      "assertion.parent?.localName ?? 'nothing'",
      'assertion.parent?.localName => assertion.parent.localName',
      unreachable,
    ],
    ["assertion.parent?.localName ?? 'nothing'", `'nothing' => ""`, unreachable],
  ]),
  ...survivorsOf('shared/saml/inbound/response.ts', [
    ["'Status'),", "typeof child !== 'string' => true", noName],
    ["'Status'),", `'string' => ""`, noName],
  ]),
];
