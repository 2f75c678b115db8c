import { survivorsOf } from './survivor.ts';

const unreachable = 'cannot be reached: the compiler wants it';

/** Of the keys and of the signatures. */
export const signatures = [
  ...survivorsOf('shared/saml/inbound/trust-check.ts', [
    ['isInGrace', 'expiredUntil !== undefined => true', 'no date is before undefined'],
  ]),
  ...survivorsOf('shared/saml/inbound/trusted-keys.ts', [
    ['Array.isArray', '[] => ["Stryker was here"]', 'a text is no key of any kind'],
    ['readCertificate(der)', 'der === undefined => false', 'undefined is no certificate to Node either'],
    ['candidates[0]', 'candidates[0]?.weak => candidates[0].weak', unreachable],
    ['candidates[0]', `'' => "Stryker was here!"`, unreachable],
    [
      'modulusLength',
      'publicKey.asymmetricKeyDetails?.modulusLength => publicKey.asymmetricKeyDetails.modulusLength',
      unreachable,
    ],
    ['unknown key', `'unknown key' => ""`, 'Node makes no public key of a kind that it does not know'],
    ['catch {', '{ … => {}', 'undefined is what comes of nothing too'],
  ]),
];
