import type { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { type IMetric, MathExpression, Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type FunctionName, isOpenId } from '../../functions/routes.ts';
import {
  type MetricName,
  metricsNamespace,
  metricsService,
} from '../../shared/observability/metric-names.ts';
import type { TableName } from '../../shared/store/tables.ts';
import { functionCalled } from '../constructs/function-called.ts';
import type { LatchkeyFunction } from '../constructs/latchkey-function.ts';
import { tableName } from '../constructs/names.ts';
import { functionRecords } from '../functions/function-records.ts';
import type { Stage } from '../stage.ts';
import type { AlarmSource } from './alarm-definition.ts';
import { expiringCertificates } from './certificate-metrics.ts';
import { CountedAnswers, type CountedStatus } from './counted-answers.ts';
import { noneOfExpectedExpression, refusedExpression, sumExpression, termNames } from './expressions.ts';

/** What is looked at. */
export interface AlarmMetricsProps {
  readonly stage: Stage;
  readonly functions: ReadonlyMap<FunctionName, LatchkeyFunction>;
  readonly api: HttpApi;
  /** The queues of the metadata refresh, where this region has it. */
  readonly refreshQueues: { readonly queue: IQueue; readonly deadLetters: IQueue } | undefined;
  /** News of ended sessions that could not be delivered. */
  readonly sessionEndLetters: IQueue | undefined;
  /** Of the apps' domains, in this region. */
  readonly certificates: readonly ICertificate[];
}

const tables = ['tenants', 'flows'] as const satisfies readonly TableName[];

/** A refused sign-in counts as one of these. */
export const refusedMetrics = [
  'RefusedFault',
  'RefusedConfiguration',
  'RefusedExpiry',
  'RefusedAttack',
  'RefusedPerson',
] as const satisfies readonly MetricName[];

/** CloudWatch's metrics of a stage in one region, by what an alarm or the dashboard asks about. */
export class AlarmMetrics extends Construct {
  readonly #stage: Stage;
  readonly #functions: AlarmMetricsProps['functions'];
  readonly #api: HttpApi;
  readonly #queues: AlarmMetricsProps['refreshQueues'];
  readonly #sessionEndLetters: AlarmMetricsProps['sessionEndLetters'];
  readonly #certificates: readonly ICertificate[];
  readonly #answers = new Map<string, CountedAnswers>();

  constructor(
    scope: Construct,
    id: string,
    { stage, functions, api, refreshQueues, sessionEndLetters, certificates }: AlarmMetricsProps,
  ) {
    super(scope, id);
    this.#stage = stage;
    this.#functions = functions;
    this.#api = api;
    this.#queues = refreshQueues;
    this.#sessionEndLetters = sessionEndLetters;
    this.#certificates = certificates;
  }

  /** What `source` means, over a period; nothing where the stage has nothing of the kind in this region. */
  of(source: AlarmSource, period: Duration): readonly IMetric[] {
    if ('certificates' in source) {
      return source.certificates === 'of-region'
        ? expiringCertificates(this.#certificates, source.withinDays, period)
        : [];
    }
    const metric = this.#one(source, period);
    return metric === undefined ? [] : [metric];
  }

  #one(source: AlarmSource, period: Duration): IMetric | undefined {
    if ('counted' in source) return this.ours(source.counted, { period });
    if ('refusedPercent' in source)
      return this.#refusedPercent(source.refusedPercent, source.atLeast, period);
    if ('serverErrorsOf' in source) {
      // A stage may have no OpenID Provider.
      const isThere = this.#functions.has(source.serverErrorsOf);
      return isThere ? this.answers(source.serverErrorsOf, 'server-errors', period) : undefined;
    }
    if ('slowestOf' in source) return this.duration(source.slowestOf, Stats.p(99), period);
    if ('idle' in source) return this.#idle(source.idle, period);
    if ('deadLetters' in source) return this.#deadLetters(source.deadLetters, period);
    if ('oldestJob' in source) return this.#oldestJob(period);
    if ('reserveUsedPercent' in source) return this.#reserveUsed(period);
    if ('throttledRequests' in source) return this.#throttledRequests(source.throttledRequests, period);
    if ('noneOfExpected' in source) return this.#noneOfExpected(source.noneOfExpected, period);
    if (!('throttled' in source)) return undefined;
    return source.throttled === 'tables'
      ? this.#tableThrottles(period)
      : this.#functionThrottles(source.throttled === 'openid-functions', period);
  }

  /** A metric that our functions count; the sum where nothing else is said. */
  ours(metricName: MetricName, options: MetricOptions): Metric {
    const dimensionsMap = { service: metricsService(this.#stage.name) };
    return new Metric({
      namespace: metricsNamespace,
      metricName,
      dimensionsMap,
      statistic: Stats.SUM,
      ...options,
    });
  }

  /** Answers with 5xx or 429 of a function's routes. */
  answers(of: FunctionName, status: CountedStatus, period: Duration): Metric {
    const id = status === 'server-errors' ? of : `${of}-${status}`;
    const known = this.#answers.get(id) ?? new CountedAnswers(this, id, { stage: this.#stage, of, status });
    this.#answers.set(id, known);
    return known.metric.with({ period });
  }

  /** Answers with 4xx of every route. */
  clientErrors(period: Duration): Metric {
    return this.#api.metricClientError({ statistic: Stats.SUM, period });
  }

  /** Milliseconds that a function takes. */
  duration(of: FunctionName, statistic: string, period: Duration): Metric {
    return this.#function(of).metricDuration({ statistic, period });
  }

  /** How often a function ran at the same time at most. */
  concurrency(of: FunctionName, period: Duration): Metric {
    return this.#function(of).metric('ConcurrentExecutions', { statistic: Stats.MAXIMUM, period });
  }

  /** Refused sign-ins of every class. */
  refused(period: Duration): MathExpression {
    return sumOf(
      'refused',
      refusedMetrics.map((name) => this.ours(name, { period })),
      'refused',
      period,
    );
  }

  #refusedPercent(metricName: MetricName, atLeast: number, period: Duration): IMetric {
    return new MathExpression({
      expression: refusedExpression(atLeast),
      usingMetrics: {
        refused: this.ours(metricName, { period }),
        accepted: this.ours('SignInAccepted', { period }),
      },
      label: `${metricName} in percent`,
      period,
    });
  }

  /** Those functions that a sign-in needs, which are rolled out with care; of the OpenID Provider, or all others. */
  #functionThrottles(ofProvider: boolean, period: Duration): IMetric | undefined {
    const needed = [...this.#functions].filter(
      ([name]) => functionRecords[name].canary && isOpenId(name) === ofProvider,
    );
    if (needed.length === 0) return undefined;
    return sumOf(
      ofProvider ? 'refused' : 'throttled',
      needed.map(([, each]) => each.metricThrottles({ statistic: Stats.SUM, period })),
      ofProvider ? 'Refused by Lambda, OpenID Connect' : 'Refused by Lambda',
      period,
    );
  }

  #tableThrottles(period: Duration): IMetric {
    const metrics = tables.flatMap((table) =>
      ['ReadThrottleEvents', 'WriteThrottleEvents'].map(
        (metricName) =>
          new Metric({
            namespace: 'AWS/DynamoDB',
            metricName,
            dimensionsMap: { TableName: tableName(this.#stage, table) },
            statistic: Stats.SUM,
            period,
          }),
      ),
    );
    return sumOf('denied', metrics, 'Refused by DynamoDB', period);
  }

  #reserveUsed(period: Duration): IMetric | undefined {
    const reserved = [...this.#functions.keys()].flatMap((name) => {
      const reserve = this.#stage.reservedConcurrency[name];
      return reserve === undefined ? [] : [{ name, reserve }];
    });
    if (reserved.length === 0) return undefined;
    const parts = reserved.map(({ name, reserve }, index) => [
      `part${index}`,
      new MathExpression({
        expression: `100 * FILL(used${index}, 0) / ${reserve}`,
        usingMetrics: {
          [`used${index}`]: this.concurrency(name, period),
        },
        period,
      }),
    ]);
    return new MathExpression({
      expression: `MAX([${parts.map(([id]) => id).join(', ')}])`,
      usingMetrics: Object.fromEntries(parts),
      label: 'Of the reserve, in percent',
      period,
    });
  }

  #idle(name: FunctionName, period: Duration): IMetric {
    return new MathExpression({
      expression: 'IF(started < 1, 1, 0)',
      usingMetrics: { started: this.#function(name).metricInvocations({ statistic: Stats.SUM, period }) },
      label: `${name} was not started`,
      period,
    });
  }

  #deadLetters(of: 'refresh' | 'session-ends', period: Duration): IMetric | undefined {
    const statistic = Stats.MAXIMUM;
    const letters = of === 'refresh' ? this.#queues?.deadLetters : this.#sessionEndLetters;
    return letters?.metricApproximateNumberOfMessagesVisible({ statistic, period });
  }

  #oldestJob(period: Duration): IMetric | undefined {
    const age = this.#queues?.queue.metricApproximateAgeOfOldestMessage({ statistic: Stats.MAXIMUM, period });
    if (age === undefined) return undefined;
    return new MathExpression({
      expression: 'age / 60',
      usingMetrics: { age },
      label: 'The oldest job has waited, in minutes',
      period,
    });
  }

  #throttledRequests(of: readonly FunctionName[], period: Duration): IMetric {
    const metrics = of
      .filter((name) => this.#functions.has(name))
      .map((name) => this.answers(name, 'throttled', period));
    return sumOf('throttled', metrics, 'Answers with 429', period);
  }

  #noneOfExpected(atLeast: number, period: Duration): IMetric {
    return new MathExpression({
      expression: noneOfExpectedExpression(atLeast),
      usingMetrics: {
        // The hourly check writes it once an hour; two in a window say the same.
        expected: this.ours('SignInsExpected', { period, statistic: Stats.MINIMUM }),
        accepted: this.ours('SignInAccepted', { period }),
      },
      label: 'None of the expected sign-ins',
      period,
    });
  }

  #function(name: FunctionName): LatchkeyFunction {
    return functionCalled(this.#functions, name);
  }
}

/** @param id Begins the ids of the terms, which a graph wants to be different in each of its sums. */
function sumOf(id: string, metrics: readonly IMetric[], label: string, period: Duration): MathExpression {
  const terms = termNames(id, metrics.length);
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [terms[index], metric]));
  return new MathExpression({ expression: sumExpression(terms), usingMetrics, label, period });
}
