import { describe, expect, it } from 'vitest';
import { expectedSignIns } from '../../functions/check-sign-in/expected-sign-ins.ts';
import type { ExampleStage } from '../../infra/documents/example-stages.ts';
import { nextFailure } from '../../shared/metadata-refresh/metadata-failure.ts';
import { refreshAlerts } from '../../shared/metadata-refresh/refresh-alerts.ts';
import type { RefreshFailures } from '../../shared/metadata-refresh/refresh-state.ts';
import { evaluate, type Terms, type Value } from './metric-math.ts';
import { type Properties, propertiesOf, synthesize, templateOf } from './synthesize.ts';

interface AlarmMetric {
  readonly Id: string;
  readonly Expression?: string;
  readonly ReturnData?: boolean;
  readonly MetricStat?: { readonly Metric: { readonly MetricName: string } };
}

function alarm(stage: ExampleStage, which: 'monitoring' | 'globalMonitoring', name: string): Properties {
  const all = propertiesOf(templateOf(synthesize(stage).stacks[which]), 'AWS::CloudWatch::Alarm');
  const found = all.find(({ AlarmName }) => AlarmName === `latchkey-${stage}-${name}`);
  if (found === undefined) throw new Error(`${stage} has no ${name}`);
  return found;
}

/** Whether an alarm of the template is in ALARM after the last of these periods, each with its values by term. */
function rings({ Metrics, Threshold, EvaluationPeriods, TreatMissingData }: Properties) {
  const [{ Expression = '' } = {}] = (Metrics as readonly AlarmMetric[]).filter(
    ({ ReturnData }) => ReturnData,
  );
  const ids = (Metrics as readonly AlarmMetric[]).flatMap(({ Id, MetricStat }) => (MetricStat ? [Id] : []));
  const absent = Object.fromEntries(ids.map((id) => [id, undefined]));
  return (...periods: readonly Terms[]): boolean => {
    const last = periods.slice(-Number(EvaluationPeriods));
    const values = last.map((terms) => evaluate(Expression, { ...absent, ...terms }));
    const isOver = (value: Value) =>
      value === undefined ? TreatMissingData === 'breaching' : value >= Number(Threshold);
    return values.length === Number(EvaluationPeriods) && values.every(isOver);
  };
}

const hour = 3_600_000;
const week = 7 * 24 * hour;
/** A Monday, 00:00 UTC. */
const monday = Date.parse('2026-11-30T00:00:00Z');

/**
 * The hours from `from` on in which the alarm rings: it looks at the sixty minutes before every minute, the check writes
 * what is expected once an hour. @param perMinute Sign-ins of people in a minute.
 */
async function ringingHours(
  perMinute: (at: number) => number,
  { from = monday, hours = 24 } = {},
): Promise<string[]> {
  const isRinging = rings(alarm('full', 'monitoring', 'SignInsStopped'));
  const minute = 60_000;
  const acceptedIn = (start: number, minutes: number) => {
    let sum = 0;
    for (let at = start; at < start + minutes * minute; at += minute) sum += perMinute(at);
    return sum === 0 ? undefined : sum;
  };
  const ringing = new Set<string>();
  for (let index = 0; index < hours; index += 1) {
    const checkedAt = from + index * hour + 17 * minute;
    const expected = await expectedSignIns(async (start, count) => {
      const starts = Array.from({ length: count }, (_, each) => start.getTime() + each * hour);
      return new Map(starts.map((each) => [each, acceptedIn(each, 60) ?? 0]));
    }, new Date(checkedAt));
    // Until the check of the next hour, CloudWatch looks at the sixty minutes before now.
    for (let later = 1; later <= 60; later += 7) {
      const accepted = acceptedIn(checkedAt + (later - 60) * minute, 60);
      if (isRinging({ expected, accepted })) ringing.add(new Date(checkedAt).toISOString().slice(8, 13));
    }
  }
  return [...ringing];
}

/** People of offices sign in from 7 to 17 o'clock UTC on working days, most at nine. */
const office =
  (many = 2) =>
  (at: number): number => {
    const day = new Date(at).getUTCDay();
    const oclock = new Date(at).getUTCHours();
    if (day === 0 || day === 6 || oclock < 7 || oclock >= 17) return 0;
    return oclock === 9 ? many * 3 : many;
  };

describe('SignInsStopped', () => {
  it('is quiet through weeks, their nights and weekends', async () => {
    expect(await ringingHours(office(), { hours: 8 * 24 })).toEqual([]);
  });

  it('rings an hour after sign-ins of a working day stop', async () => {
    const stopsAt = monday + 9.5 * hour;
    const stopped = await ringingHours((at) =>
      at >= stopsAt && at < stopsAt + 24 * hour ? 0 : office()(at),
    );
    expect(stopped).toEqual(['30T10', '30T11', '30T12', '30T13', '30T14', '30T15']);
  });

  it('is over when people sign in again', async () => {
    const [stopsAt, endsAt] = [monday + 9 * hour, monday + 12 * hour];
    const stopped = await ringingHours((at) => (at >= stopsAt && at < endsAt ? 0 : office()(at)));
    expect(stopped.at(-1)).toBe('30T11');
  });

  it.each([
    ['a tenant with a sign-in every few minutes', office(0.25)],
    ['a stage without people', () => 0],
    ['a stage in its first week', (at: number) => (at < monday - 2 * 24 * hour ? 0 : office()(at))],
    ['a week after a holiday', (at: number) => (at < monday - week + 24 * hour ? 0 : office()(at))],
    ['an hour with a tenth of its people', (at: number) => (at < monday ? office(10)(at) : office(1)(at))],
    [
      'an office that begins an hour later',
      (at: number) => (at < monday ? office()(at) : office()(at - hour)),
    ],
    ['the end of summer time', (at: number) => (at < monday ? office()(at + hour) : office()(at))],
    ['the beginning of summer time', (at: number) => (at < monday ? office()(at - hour) : office()(at))],
  ])('is quiet for %s', async (_, perMinute) => {
    expect(await ringingHours(perMinute)).toEqual([]);
  });

  it('rings on a public holiday, of which the runbook speaks', async () => {
    expect(await ringingHours((at) => (at < monday ? office()(at) : 0))).not.toEqual([]);
  });

  it('is quiet where the check did not run: another alarm tells that', () => {
    const isRinging = rings(alarm('full', 'monitoring', 'SignInsStopped'));
    expect(isRinging({ accepted: 0 })).toBe(false);
    expect(isRinging({ expected: 20 })).toBe(true);
    expect(isRinging({ expected: 19 })).toBe(false);
    expect(isRinging({ expected: 500, accepted: 1 })).toBe(false);
  });
});

describe('RefreshFailed', () => {
  const day = 24 * hour;
  const { Period, EvaluationPeriods, Threshold, OKActions } = alarm('full', 'monitoring', 'RefreshFailed');

  /** When the alarm begins, in hours, where these tenants begin to fail for good; each is looked at every twelve hours. */
  function beginnings(failFrom: readonly number[], days: number): number[] {
    const counted = failFrom.flatMap((from, index) => {
      const found: number[] = [];
      let failing: RefreshFailures | undefined;
      let attemptedBefore: Date | undefined;
      // Slots of their own: an hour and a half apart.
      for (let at = index * 1.5 * hour; at < days * day; at += 12 * hour) {
        const now = new Date(monday + at);
        if (at >= from && (failing === undefined || now >= failing.nextAttemptAt)) {
          failing = nextFailure(failing, 'status', now);
        }
        const findings = { failing, attemptedBefore, reminder: undefined, sentBefore: undefined };
        if (refreshAlerts(findings, now).length > 0) found.push(at);
        attemptedBefore = now;
      }
      return found;
    });
    const window = Number(Period) * Number(EvaluationPeriods) * 1_000;
    const isRinging = (at: number) =>
      counted.filter((each) => each > at - window && each <= at).length >= Number(Threshold);
    return counted
      .filter((at) => !isRinging(at - 60_000))
      .map((at) => at / hour)
      .sort((one, two) => one - two);
  }

  it('rings for a second tenant though a first one fails for good', () => {
    expect(beginnings([0, 3 * day], 7)).toEqual([48, 3 * 24 + 1.5 + 48]);
  });

  it('rings again each week, and never for a day', () => {
    expect(beginnings([0], 17)).toEqual([48, 48 + 168, 48 + 2 * 168]);
    expect(beginnings([], 17)).toEqual([]);
  });

  it('sends no mail that all is well', () => {
    expect(OKActions).toBeUndefined();
  });
});

describe('Rollback', () => {
  const [{ Metrics, Threshold } = {}] = propertiesOf(
    templateOf(synthesize('plain').stacks.service),
    'AWS::CloudWatch::Alarm',
  );
  const isRinging = rings({ Metrics, Threshold, EvaluationPeriods: 1, TreatMissingData: 'notBreaching' });

  it.each([
    [{ errors: 1, invocations: 1 }, false],
    [{ errors: 2, invocations: 2 }, false],
    [{ errors: 1, faults: 1, invocations: 4 }, false],
    [{ errors: 3, invocations: 31 }, false],
    [{ errors: 3, invocations: 30 }, true],
    [{ faults: 3, invocations: 20 }, true],
    [{}, false],
  ])('is %j: %s', (terms, expected) => {
    expect(isRinging(terms)).toBe(expected);
  });
});

describe('RequestsThrottled', () => {
  const isRinging = rings(alarm('full', 'monitoring', 'RequestsThrottled'));

  it('adds up the routes of a sign-in', () => {
    expect(isRinging({ throttled0: 3, throttled1: 4, throttled2: 3 })).toBe(true);
    expect(isRinging({ throttled2: 10 })).toBe(true);
    expect(isRinging({ throttled0: 9 })).toBe(false);
    expect(isRinging({})).toBe(false);
  });
});

describe('RefreshQueueDelayed', () => {
  const isRinging = rings(alarm('full', 'monitoring', 'RefreshQueueDelayed'));

  it('rings for a job that is older than an hour', () => {
    expect([isRinging({ age: 3_599 }), isRinging({ age: 3_600 }), isRinging({})]).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe.each([
  ['CertificateExpiring', 'monitoring'],
  ['EdgeCertificateExpiring', 'globalMonitoring'],
] as const)('%s', (name, which) => {
  const isRinging = rings(alarm('full', which, name));

  it('rings for the first certificate with less than 30 days', () => {
    expect(isRinging({ days0: 200, days1: 29 })).toBe(true);
    expect(isRinging({ days0: 29, days1: 200 })).toBe(true);
    expect(isRinging({ days0: 30, days1: 31 })).toBe(false);
  });

  it('waits for the first value of a new certificate', () => {
    expect(isRinging({ days0: 200 })).toBe(false);
    expect(isRinging({})).toBe(false);
  });
});

describe('HostUnhealthy', () => {
  const isRinging = rings(alarm('full', 'globalMonitoring', 'HostUnhealthy'));
  const [well, ill] = [
    { health0: 1, health1: 1 },
    { health0: 1, health1: 0 },
  ];

  it('rings after three minutes, whichever host it is', () => {
    expect(isRinging(well, well, well)).toBe(false);
    expect(isRinging(ill, ill, ill)).toBe(true);
    expect(isRinging(ill, well, ill)).toBe(false);
    expect(isRinging(ill, ill)).toBe(false);
  });
});

describe('FailedOver', () => {
  const isRinging = rings(alarm('tworegions', 'globalMonitoring', 'FailedOver'));

  it('rings as soon as Route 53 finds the first region unhealthy', () => {
    expect([isRinging({ health0: 0 }), isRinging({ health0: 1 }), isRinging({})]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('EdgeServerErrors', () => {
  const isRinging = rings(alarm('full', 'globalMonitoring', 'EdgeServerErrors'));

  it.each([
    ['one of a few', { requests0: 3, percent0: 33.3 }, false],
    ['ten of a hundred', { requests0: 100, percent0: 10, requests1: 0 }, true],
    ['ten of a thousand', { requests0: 1_000, percent0: 1 }, false],
    ['all of one app, which few use', { requests0: 1_000, percent0: 0, requests1: 60, percent1: 100 }, true],
    ['no request', {}, false],
  ])('%s: %j', (_, terms, expected) => {
    expect(isRinging(terms)).toBe(expected);
  });
});

describe('the evaluator', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['8 / 2 / 2', 2],
    ['IF(a >= 2, 5, 6)', 5],
    ['IF(missing >= 2, 5, 6)', undefined],
    ['IF(FILL(missing, 0) >= 2, 5, 6)', 6],
    ['MIN([a, b])', 2],
    ['MAX([a, missing])', 2],
  ])('knows %s', (expression, value) => {
    expect(evaluate(expression, { a: 2, b: 3, missing: undefined })).toBe(value);
  });

  it.each(['a b', 'a +', 'STDDEV(a)', 'other', '[a]', 'a & b'])('refuses %s', (expression) => {
    expect(() => evaluate(expression, { a: 1, b: 1 })).toThrow();
  });
});
