import { describe, expect, it } from 'vitest';
import { maximumTestSummaryBytes } from '../../../shared/tenants/draft/draft.ts';
import {
  readTestResult,
  type TestResult,
  writeTestResult,
} from '../../../shared/tenants/draft/test-result.ts';

const result: TestResult = {
  launch: 'page',
  checks: [
    { name: 'signing-key', outcome: 'passed' },
    {
      name: 'audience',
      outcome: 'failed',
      problem: { code: 'audience-mismatch', expected: 'https://a', actual: 'https://b' },
    },
    { name: 'times', outcome: 'not-reached' },
    { name: 'recipient', outcome: 'failed', problem: { code: 'recipient-mismatch' } },
  ],
  nameId: 'b.simon@contoso.com',
  claims: [{ name: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name', value: 'B.Simon' }],
  claimsLeftOut: 0,
  user: { standing: 'known', signInName: 'b.simon@contoso.example' },
};

const bytes = (text: string) => Buffer.byteLength(text);

describe('the result of a test', () => {
  it('is read as it was written', () => {
    expect(readTestResult(writeTestResult(result))).toEqual(result);
  });

  it('keeps what fits, and tells how many claims it left out', () => {
    const claims = Array.from({ length: 300 }, (_, place) => ({
      name: `claim ${place}`,
      value: '𝒳'.repeat(200),
    }));
    const text = writeTestResult({ ...result, claims });
    const read = readTestResult(text);

    expect(bytes(text)).toBeLessThanOrEqual(maximumTestSummaryBytes);
    expect(read?.claims.length).toBeGreaterThan(2);
    expect((read?.claims.length ?? 0) + (read?.claimsLeftOut ?? 0)).toBe(300);
    expect(read?.claims[0]?.value).toBe(`${'𝒳'.repeat(79)}…`);
    expect(read?.checks).toEqual(result.checks);
  });

  it('keeps every check where everything failed with much to say', () => {
    const checks = Array.from({ length: 32 }, (_, place) => ({
      name: `signature-algorithm-${place}`,
      outcome: 'failed' as const,
      problem: { code: 'assertion-not-yet-valid', expected: 'ä'.repeat(300), actual: '"'.repeat(300) },
    }));
    const text = writeTestResult({ ...result, checks, nameId: 'ü'.repeat(256) });

    expect(bytes(text)).toBeLessThanOrEqual(maximumTestSummaryBytes);
    expect(readTestResult(text)?.checks.map(({ name, problem }) => [name, problem?.code])).toEqual(
      checks.map(({ name, problem }) => [name, problem.code]),
    );
  });

  it.each([
    '',
    '{}',
    'null',
    '[1]',
    '{"launch":"page","checks":"x","problems":[],"claims":[],"claimsLeftOut":0}',
  ])('is nothing where it reads %s', (text) => {
    expect(readTestResult(text)).toBeUndefined();
  });
});
