import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RouteHandler } from '../../shared/endpoint/endpoint.ts';
import { json } from '../../shared/http/answer.ts';
import { metricsOf } from '../../shared/observability/count-decision.ts';
import { metricMeanings, metricsNamespace } from '../../shared/observability/metric-names.ts';
import { openCounters } from '../../shared/observability/metrics.ts';
import { allProblems, Problem, type ProblemCode } from '../../shared/problems/problem.ts';
import { contextOf, eventOf } from '../endpoint/api-gateway-event.ts';
import { tenant } from '../ids/identifiers.ts';
import { linesLogged } from './captured-log.ts';

const deployed = { POWERTOOLS_METRICS_NAMESPACE: metricsNamespace, POWERTOOLS_SERVICE_NAME: 'latchkey-beta' };

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2025-11-22T23:49:07Z'), toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.resetModules();
});

describe('counters', () => {
  test('publish all that was counted as one line of Embedded Metric Format, by stage and nothing else', async () => {
    const { count, publish } = openCounters(deployed);
    const lines = await linesLogged(() => {
      count('SignInAccepted');
      count('KeysExpiringIn3Days', 0);
      publish();
    });
    expect(lines).toEqual([
      {
        _aws: {
          Timestamp: Date.parse('2025-11-22T23:49:07Z'),
          CloudWatchMetrics: [
            {
              Namespace: 'Latchkey',
              Dimensions: [['service']],
              Metrics: [
                { Name: 'SignInAccepted', Unit: 'Count' },
                { Name: 'KeysExpiringIn3Days', Unit: 'Count' },
              ],
            },
          ],
        },
        service: 'latchkey-beta',
        SignInAccepted: 1,
        KeysExpiringIn3Days: 0,
      },
    ]);
  });

  test('publish nothing, not even a warning, where nothing was counted', async () => {
    const warned = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { count, publish } = openCounters(deployed);
    count('Faults');
    await linesLogged(publish);

    expect(await linesLogged(publish)).toEqual([]);
    expect(warned).not.toHaveBeenCalled();
    warned.mockRestore();
  });

  test.each([{}, { POWERTOOLS_SERVICE_NAME: 'latchkey-beta' }, { POWERTOOLS_METRICS_NAMESPACE: 'Latchkey' }])(
    'are silent where the environment is %j, as on one machine',
    async (environment) => {
      const { count, publish } = openCounters(environment);
      const lines = await linesLogged(() => {
        count('Faults');
        publish();
      });
      expect(lines).toEqual([]);
    },
  );
});

describe('a decision', () => {
  const refused = (code: ProblemCode, event: 'sign-in.refused' | 'request.refused' = 'sign-in.refused') =>
    metricsOf({ event, problem: new Problem(code) });

  test('to accept is counted by its log line', () => {
    expect(metricsOf({ event: 'sign-in.accepted' })).toEqual([]);
  });

  test.each<[ProblemCode, readonly string[]]>([
    ['audience-mismatch', ['RefusedConfiguration']],
    ['assertion-expired', ['RefusedExpiry']],
    ['xml-doctype', ['RefusedAttack']],
    ['flow-spent', ['RefusedPerson']],
    ['store-unavailable', ['RefusedFault']],
    ['assertion-replayed', ['RefusedAttack', 'Replays']],
    ['signature-value', ['RefusedAttack', 'SignatureFailures']],
    ['key-unknown', ['RefusedConfiguration', 'SignatureFailures']],
    ['decryption-failed', ['RefusedConfiguration', 'FailedDecryptions']],
    ['certificate-weak', ['RefusedConfiguration', 'SignatureFailures']],
    ['certificate-expired', ['RefusedExpiry']],
  ])('to refuse for %s counts as %j', (code, metrics) => {
    expect(refused(code)).toEqual(metrics);
  });

  test('to refuse counts by the class of every code', () => {
    for (const [code, { class: its }] of Object.entries(allProblems())) {
      const [first = ''] = refused(code as ProblemCode);
      expect(first.toLowerCase(), code).toBe(`refused${its}`);
      expect(metricMeanings, code).toHaveProperty(first);
    }
  });

  test('about anything but a sign-in counts where it shows a forger, and else not', () => {
    expect(refused('logout-issuer-mismatch', 'request.refused')).toEqual([]);
    expect(refused('signature-value', 'request.refused')).toEqual(['SignatureFailures']);
  });
});

describe('a deployed endpoint', () => {
  /** The metrics of one request, in the order of their lines, by a process that is told of namespace and service. */
  async function metricsAfter(step: RouteHandler) {
    for (const [name, value] of Object.entries(deployed)) vi.stubEnv(name, value);
    vi.resetModules();
    const { endpoint } = await import('../../shared/endpoint/endpoint.ts');
    const handler = endpoint(step, { methods: ['GET'], event: 'sign-in.refused' });
    const lines = await linesLogged(() => handler(eventOf({}), contextOf()));
    return lines.map(({ _aws, event, service: _, ...metrics }) => (_aws === undefined ? event : metrics));
  }

  test('publishes after the decision what a step counted', async () => {
    const step: RouteHandler = async () => {
      const { logDecision } = await import('../../shared/observability/log.ts');
      const { counters } = await import('../../shared/observability/metrics.ts');
      counters.count('Replays');
      logDecision({
        event: 'sign-in.accepted',
        app: 'timetrack',
        tenant: tenant('acme'),
        flow: '_1',
        reference: '7KQF-M2ZD',
        initiatedBy: 'idp',
        launch: 'idp-tile',
        recognisedBy: 'directory-identity',
        user: 'user-1',
      });
      return json(200, {});
    };
    expect(await metricsAfter(step)).toEqual(['sign-in.accepted', { Replays: 1 }]);
  });

  test('publishes what was refused, and the fault behind it', async () => {
    expect(await metricsAfter(() => Promise.reject(new Error('lost')))).toEqual([
      'fault',
      'sign-in.refused',
      { Faults: 1, RefusedFault: 1 },
    ]);
  });

  test('publishes nothing where nothing was counted', async () => {
    expect(await metricsAfter(async () => json(200, {}))).toEqual([]);
  });
});
