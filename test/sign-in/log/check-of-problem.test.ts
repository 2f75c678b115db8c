import { expect, it } from 'vitest';
import { checkOfProblem } from '../../../shared/sign-in/log/check-of-problem.ts';

it.each([
  ['base64-malformed', 'encoding'],
  ['signature-missing', 'response'],
  ['signature-misplaced', 'response'],
  ['signature-repeated', 'response'],
  ['signature-sha1', 'signature-algorithm'],
  ['signature-value', 'signature-value'],
  ['signature-digest', 'signature-value'],
  ['signature-key-info', 'signing-key'],
  ['signature-reference', 'signature'],
  ['key-missing', 'signing-key'],
  ['key-unknown', 'signing-key'],
  ['certificate-malformed', 'signing-key'],
  ['certificate-too-large', 'signing-key'],
  ['certificate-weak', 'signing-key'],
  ['certificate-expired', 'certificate'],
  ['certificate-not-yet-valid', 'certificate'],
  ['assertion-encrypted', 'encryption'],
  ['encryption-required', 'encryption'],
  ['decryption-failed', 'decryption'],
  ['assertion-replayed', 'request'],
  ['unsolicited-repeated', 'request'],
  ['flow-expired', 'request'],
  ['user-unknown', 'user'],
])('%s fails the check %s', (problem, check) => {
  expect(checkOfProblem(problem)).toBe(check);
});

it.each(['audience-mismatch', 'tenant-disabled', 'of-another-release'])(
  '%s alone tells no check',
  (problem) => {
    expect(checkOfProblem(problem)).toBeUndefined();
  },
);
