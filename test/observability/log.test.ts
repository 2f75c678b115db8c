import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { logDecision, logTest, logUnexpectedError } from '../../shared/observability/log.ts';
import { counters } from '../../shared/observability/metrics.ts';
import { unexpectedErrorRecord } from '../../shared/observability/unexpected-error.ts';
import { Problem, type ProblemCode } from '../../shared/problems/problem.ts';
import { secretOfOnes, tenant } from '../ids/identifiers.ts';
import { linesLogged } from './captured-log.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2025-11-22T23:49:07Z'), toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const accepted = {
  event: 'sign-in.accepted',
  app: 'timetrack',
  tenant: tenant('acme'),
  flow: '_1',
  reference: '7KQF-M2ZD',
  initiatedBy: 'idp',
  launch: 'idp-tile',
  recognisedBy: 'directory-identity',
  user: 'user-1',
} as const;

describe('a decision is one JSON line on stdout', () => {
  test('when a sign-in was accepted', async () => {
    expect(await linesLogged(() => logDecision(accepted))).toEqual([
      {
        ...accepted,
        level: 'INFO',
        service: 'latchkey',
        timestamp: '2025-11-22T23:49:07.000Z',
      },
    ]);
  });

  test('when it was refused', async () => {
    const problem = Problem.authenticated('audience-mismatch', {
      expected: 'https://a',
      actual: 'https://b',
    });
    const refused = {
      event: 'sign-in.refused',
      app: 'timetrack',
      tenant: tenant('acme'),
      reference: '7KQF-M2ZD',
    } as const;
    expect(await linesLogged(() => logDecision({ ...refused, problem }))).toEqual([
      {
        ...refused,
        level: 'WARN',
        service: 'latchkey',
        timestamp: '2025-11-22T23:49:07.000Z',
        problem: 'audience-mismatch',
        class: 'configuration',
        fixedBy: 'customer-admin',
        authenticated: true,
        expected: 'https://a',
        actual: 'https://b',
      },
    ]);
  });

  test.each<[ProblemCode, string]>([
    ['tenant-not-found', 'INFO'],
    ['signature-digest', 'WARN'],
    ['internal', 'ERROR'],
  ])('of %s at level %s', async (code, level) => {
    const lines = await linesLogged(() =>
      logDecision({ event: 'sign-in.refused', reference: '7KQF-M2ZD', problem: new Problem(code) }),
    );
    expect(lines).toMatchObject([{ level, problem: code }]);
    expect(lines).toHaveLength(1);
  });

  test('whatever line breaks a sender puts into a value', async () => {
    const problem = new Problem('issuer-mismatch', { actual: 'a\r\n{"event":"sign-in.accepted"}\u2028' });
    const lines = await linesLogged(() => logDecision({ event: 'sign-in.refused', reference: 'r', problem }));
    expect(lines).toHaveLength(1);
    expect(lines).toMatchObject([
      { event: 'sign-in.refused', actual: expect.stringMatching(/^a\\u\{d\}\\u\{a\}/) },
    ]);
  });

  test.each<[ProblemCode, string, string]>([
    ['user-unknown', 'B.Simon@contoso.com', 'B…@contoso.com'],
    ['user-unknown', 'guest_fabrikam.com#EXT#@contoso.com', 'g…@contoso.com'],
    ['user-not-active', 'B.Simon', 'B…'],
    ['user-identity-missing', '\u{1F600}@x', '\u{1F600}…@x'],
    [
      'status-not-success',
      "Responder: User 'b.simon@contoso.com' is blocked",
      "Responder: User 'b…@contoso.com' is blocked",
    ],
    ['identity-claim-malformed', 'b.simon@contoso.com', 'b…@contoso.com'],
    ['issuer-mismatch', 'https://sts.windows.net/1/', 'https://sts.windows.net/1/'],
  ])('of %s that does not say who %j is', async (code, actual, shown) => {
    const problem = Problem.authenticated(code, { expected: 'a@b.example', actual });
    const lines = await linesLogged(() => logDecision({ event: 'sign-in.refused', reference: 'r', problem }));
    expect(lines).toMatchObject([{ problem: code, expected: 'a…@b.example', actual: shown }]);
    expect(problem.actual).toBe(actual);
  });

  test('without anything that a wider object brings along', async () => {
    const wider = { ...accepted, cookies: ['secret'], assertion: 'secret', secret: 'secret' };
    expect(JSON.stringify(await linesLogged(() => logDecision(wider)))).not.toContain('"secret"');
  });
});

describe('a fault', () => {
  test('is one JSON line with name, message, frames and causes', async () => {
    const error = new RangeError('outer', { cause: new TypeError('inner') });
    const lines = await linesLogged(() => logUnexpectedError(error, '7KQF-M2ZD'));
    expect(lines).toHaveLength(1);
    expect(lines).toMatchObject([
      {
        event: 'fault',
        level: 'ERROR',
        reference: '7KQF-M2ZD',
        error: {
          name: 'RangeError',
          message: 'outer',
          frames: expect.arrayContaining([expect.stringContaining('log.test.ts')]),
          cause: { name: 'TypeError', message: 'inner' },
        },
      },
    ]);
  });

  test.each([
    ['markup', 'at <samlp:Response ID="x">', 'at <…'],
    ['a secret', `cookie ${secretOfOnes} is stale`, 'cookie … is stale'],
    ['base64', `${'PHNhbWxwOlJlc3BvbnNl'.repeat(2)}==`, '…'],
    ['line breaks', 'a\r\nb\u2028c', 'a  b c'],
    ['a long message', 'ab '.repeat(200), 'ab '.repeat(100)],
  ])('keeps %s out of the line', (_, message, shown) => {
    expect(unexpectedErrorRecord(new Error(message)).message).toBe(shown);
    expect(JSON.stringify(unexpectedErrorRecord(new Error(message)).frames)).not.toContain(message);
  });

  test('leaves the properties of an error behind', () => {
    const error = Object.assign(new Error('failed'), { input: 'secret', $response: { body: 'secret' } });
    expect(JSON.stringify(unexpectedErrorRecord(error))).not.toContain('secret');
  });

  test('ends with a cause that is its own', () => {
    const error = new Error('round');
    error.cause = error;
    expect(JSON.stringify(unexpectedErrorRecord(error)).match(/round/g)).toHaveLength(5);
  });

  test('that is no Error shows its type alone', () => {
    expect(unexpectedErrorRecord('secret')).toEqual({
      name: 'string',
      message: 'thrown, not an Error',
      frames: [],
    });
  });
});

describe('a test sign-in counts as no sign-in', () => {
  test.each<[ProblemCode | undefined, string[]]>([
    [undefined, []],
    ['recipient-mismatch', []],
    ['decryption-failed', ['FailedDecryptions']],
  ])('but a failed decryption is one: %s', async (code, counted) => {
    const count = vi.spyOn(counters, 'count');
    const [line] = await linesLogged(() =>
      logTest({
        app: 'timetrack',
        tenant: tenant('acme'),
        reference: '7KQF-M2ZD',
        launch: 'page',
        outcome: code === undefined ? 'passed' : 'failed',
        problem: code && new Problem(code),
      }),
    );

    expect(count.mock.calls.map(([name]) => name)).toEqual(counted);
    expect(line).toMatchObject({ event: 'sign-in.tested', tenant: 'acme' });
    expect(line?.['problem']).toBe(code);
    count.mockRestore();
  });
});
