import type { CheckName } from '../../saml/inbound/checks.ts';

const byCode: Readonly<Record<string, CheckName>> = {
  'base64-malformed': 'encoding',
  'signature-missing': 'response',
  'signature-misplaced': 'response',
  'signature-repeated': 'response',
  'signature-sha1': 'signature-algorithm',
  'signature-value': 'signature-value',
  'signature-digest': 'signature-value',
  'signature-key-info': 'signing-key',
  'key-missing': 'signing-key',
  'key-unknown': 'signing-key',
  'certificate-malformed': 'signing-key',
  'certificate-too-large': 'signing-key',
  'certificate-weak': 'signing-key',
  'certificate-expired': 'certificate',
  'certificate-not-yet-valid': 'certificate',
  'assertion-encrypted': 'encryption',
  'encryption-required': 'encryption',
  'decryption-failed': 'decryption',
  'assertion-replayed': 'request',
  'unsolicited-repeated': 'request',
};

const byPrefix: readonly (readonly [prefix: string, check: CheckName])[] = [
  ['user-', 'user'],
  ['flow-', 'request'],
  ['signature-', 'signature'],
];

/**
 * The check that a problem failed, of a refusal that nothing more is kept of: one that no trusted key had signed, or
 * one that came after the message was found right. Undefined where the code alone does not tell.
 */
export function checkOfProblem(problem: string): CheckName | undefined {
  return byCode[problem] ?? byPrefix.find(([prefix]) => problem.startsWith(prefix))?.[1];
}
