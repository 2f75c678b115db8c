import { describe, expect, it } from 'vitest';
import { hashOfSecret, newSecret } from '../../shared/ids/secret.ts';
import { requireOpenRequest, whyNotOpen } from '../../shared/sign-in/open-request.ts';
import { replayProblem } from '../../shared/sign-in/replay.ts';
import { aRequest, aSignIn } from '../harness/samples.ts';

const secret = newSecret();
const request = aRequest({ browserHash: hashOfSecret(secret) });
const { id, expiresAt } = request;
const before = new Date(expiresAt.getTime() - 1);
const spent = { ...aSignIn(request), state: 'signed-in' } as const;

describe('a request that could not be spent', () => {
  it.each([
    ['flow-unknown', undefined, before, undefined, id],
    ['flow-spent', spent, before, undefined, id],
    ['flow-expired', request, expiresAt, `by ${expiresAt.toISOString()}`, expiresAt.toISOString()],
    ['flow-other-browser', request, before, `the cookie of ${id}`, undefined],
  ] as const)('is %s', (code, flow, now, expected, actual) => {
    const problem = whyNotOpen(flow, id, now);

    expect([problem.code, problem.expected, problem.actual]).toEqual([code, expected, actual]);
  });
});

describe('a request that is looked at ahead', () => {
  const answerOf = (held: string | undefined, now: Date) => ({
    browserHash: held && hashOfSecret(held),
    authenticatedAt: undefined,
    user: undefined,
    now,
  });

  it('may be spent by its browser until it expires', () => {
    expect(() => requireOpenRequest(request, id, answerOf(secret, before))).not.toThrow();
  });

  it.each([
    ['flow-unknown', undefined, secret, before],
    ['flow-spent', spent, secret, before],
    ['flow-expired', request, secret, expiresAt],
    ['flow-other-browser', request, undefined, before],
    ['flow-other-browser', request, newSecret(), before],
  ] as const)('may not where it is %s', (code, flow, held, now) => {
    expect(() => requireOpenRequest(flow, id, answerOf(held, now))).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

it('an assertion that was spent before is told by its ID', () => {
  expect(replayProblem({ id: '_a' })).toMatchObject({ code: 'assertion-replayed', actual: '_a' });
});
