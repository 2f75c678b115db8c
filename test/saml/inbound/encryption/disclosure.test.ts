import { describe, expect, it } from 'vitest';
import { Problem } from '../../../../shared/problems/problem.ts';
import { type CheckName, checkNames } from '../../../../shared/saml/inbound/checks.ts';
import {
  isDisclosed,
  redactingRunner,
  redactProblem,
} from '../../../../shared/saml/inbound/encryption/disclosure.ts';
import { readResponse } from '../../../../shared/saml/inbound/response.ts';
import { claimedBy } from '../../../../shared/saml/inbound/signature/check-signatures.ts';
import { facts } from '../../../fixtures/facts.ts';
import { toBase64 } from '../../../fixtures/post.ts';
import { signedResponse } from '../../../fixtures/signed-response.ts';
import { problemOf } from '../refusal.ts';

/** Checks of what stands around an assertion, or of the tenant itself: their problems quote no plaintext. */
const around: readonly CheckName[] = [
  ...(['encoding', 'xml', 'response', 'signature', 'signature-algorithm', 'signing-key'] as const),
  ...(['signature-value', 'encryption', 'decryption', 'certificate', 'destination'] as const),
  ...(['response-time', 'status'] as const),
];

const quoted = Problem.authenticated('issuer-mismatch', { expected: 'ours', actual: 'theirs' });

describe('what is told of an assertion that is not disclosed', () => {
  it.each(checkNames)('of the check %s', (name) => {
    const problem = redactProblem(name, quoted, () => false);

    expect([problem.code, problem.authenticated]).toEqual(['issuer-mismatch', true]);
    expect(problem.actual).toBe(around.includes(name) ? 'theirs' : undefined);
    expect(problem.expected).toBe(around.includes(name) ? 'ours' : undefined);
  });

  it.each(checkNames)('is all of the check %s once it is disclosed', (name) => {
    expect(redactProblem(name, quoted, () => true)).toBe(quoted);
  });

  it('holds for every step that a checker takes, and for no fault of ours', () => {
    const check = redactingRunner(
      (_, step) => step,
      () => false,
    );
    const failing = (error: unknown) => () => {
      throw error;
    };

    expect(problemOf(() => check('claims', failing(quoted))())?.actual).toBeUndefined();
    expect(problemOf(() => check('status', failing(quoted))())?.actual).toBe('theirs');
    expect(() => check('claims', failing(new RangeError('ours')))()).toThrow(RangeError);
  });
});

describe('isDisclosed', () => {
  const claimed = claimedBy(readResponse(toBase64(signedResponse())));
  const ours = { issuer: facts.issuer, identifier: facts.identifier, replyUrl: facts.replyUrl };
  const elsewhere = 'https://other.example/';

  it.each([
    ['in-the-clear', ours, true],
    ['in-the-clear', { ...ours, identifier: elsewhere }, true],
    ['signed-inside', ours, true],
    ['signed-inside', { ...ours, issuer: elsewhere }, true],
    ['signed-inside', { ...ours, identifier: elsewhere }, false],
    ['signed-inside', { ...ours, replyUrl: elsewhere }, false],
    ['signed-around', ours, false],
    ['in-the-clear', { ...ours, sharedReplyUrl: { answerTo: undefined } }, true],
    ['signed-inside', { ...ours, sharedReplyUrl: { answerTo: facts.requestId } }, true],
    ['signed-inside', { ...ours, sharedReplyUrl: { answerTo: `_${'0'.repeat(32)}` } }, false],
    ['signed-inside', { ...ours, sharedReplyUrl: { answerTo: undefined } }, false],
  ] as const)('of one that is %s', (origin, expectations, disclosed) => {
    expect(isDisclosed({ ...claimed, origin }, expectations)).toBe(disclosed);
  });
});
