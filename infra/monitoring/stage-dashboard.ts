import { Duration } from 'aws-cdk-lib';
import {
  type AlarmBase,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IWidget,
  LegendPosition,
  LogQueryWidget,
  MathExpression,
  PeriodOverride,
  SingleValueWidget,
  Stats,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { FunctionName } from '../../functions/routes.ts';
import { alarmedReminderDays } from '../../shared/events/reminder-days.ts';
import { keysExpiringMetric, type MetricName } from '../../shared/observability/metric-names.ts';
import type { LatchkeyFunction } from '../constructs/latchkey-function.ts';
import type { Stage } from '../stage.ts';
import { type AlarmMetrics, refusedMetrics } from './alarm-metrics.ts';
import { type GlobalWidgetsProps, globalWidgets } from './global-widgets.ts';
import { graph, green, red } from './graph.ts';

/** What a dashboard shows. */
export interface StageDashboardProps {
  readonly stage: Stage;
  readonly metrics: AlarmMetrics;
  readonly alarms: readonly AlarmBase[];
  readonly functions: ReadonlyMap<FunctionName, LatchkeyFunction>;
  /** Which of two regions it shows. */
  readonly role: 'first' | 'second';
  /** What AWS measures in us-east-1. Default: not shown. */
  readonly global?: GlobalWidgetsProps | undefined;
}

/** Where a refused sign-in is logged. */
const signInFunctions = ['sign-on', 'assertion-consumer'] as const satisfies readonly FunctionName[];

/** Whose 429 are shown by route. */
const throttledFunctions = [
  'sign-on',
  'assertion-consumer',
  'session',
  'authorize',
  'token',
] as const satisfies readonly FunctionName[];

/** Of the OpenID Provider, those whose failures people notice. */
const providerFunctions = ['authorize', 'token'] as const satisfies readonly FunctionName[];

const period = Duration.minutes(5);
const hour = Duration.hours(1);
const week = Duration.days(7);
const month = Duration.days(30);

/**
 * One page, read from above: what rings, whether people are signed in, why they are refused, which limit is near,
 * what will ring next.
 */
export class StageDashboard extends Construct {
  readonly #props: StageDashboardProps;

  constructor(scope: Construct, id: string, props: StageDashboardProps) {
    super(scope, id);
    this.#props = props;
    const { stage, role } = props;
    const suffix = role === 'first' ? '' : `-${stage.secondRegion}`;
    new Dashboard(this, 'Dashboard', {
      // Dashboards of all regions are in one list.
      dashboardName: `latchkey-${stage.name}${suffix}`,
      periodOverride: PeriodOverride.INHERIT,
      defaultInterval: Duration.hours(3),
      widgets: [
        [this.#ringing()],
        this.#working(),
        this.#answered(),
        this.#refused(),
        this.#limits(),
        ...(props.global === undefined ? [] : globalWidgets(props.global)),
        ...(role === 'first' ? [this.#background(), this.#expiring()] : []),
        [this.#lastRefusals()],
      ],
    });
  }

  #ringing(): IWidget {
    return new AlarmStatusWidget({
      title: 'Rings now (docs/runbook.md has a section for each)',
      alarms: [...this.#props.alarms],
      width: 24,
      height: 4,
    });
  }

  #working(): IWidget[] {
    const { metrics, functions } = this.#props;
    return [
      graph('Sign-ins: accepted, and refused for whatever reason', 12, [
        metrics.ours('SignInAccepted', { period, label: 'accepted', color: green }),
        metrics.refused(period).with({ color: red }),
      ]),
      graph('5xx', 6, [
        metrics
          .answers('assertion-consumer', 'server-errors', period)
          .with({ label: 'assertion consumer', color: red }),
        metrics.answers('sign-on', 'server-errors', period).with({ label: 'sign-on' }),
        ...providerFunctions
          .filter((name) => functions.has(name))
          .map((name) => metrics.answers(name, 'server-errors', period).with({ label: name })),
      ]),
      graph('Assertion consumer, milliseconds', 6, [
        metrics.duration('assertion-consumer', Stats.p(99), period).with({ label: 'p99', color: red }),
        metrics.duration('assertion-consumer', Stats.p(50), period).with({ label: 'p50', color: green }),
      ]),
    ];
  }

  #answered(): IWidget[] {
    const { metrics, functions } = this.#props;
    return [
      graph(
        '429, by route',
        6,
        throttledFunctions
          .filter((name) => functions.has(name))
          .map((name) => metrics.answers(name, 'throttled', period).with({ label: name })),
      ),
      graph('4xx of the API', 6, [metrics.clientErrors(period).with({ label: '4xx' })]),
      graph('Sign-on, milliseconds', 6, [
        metrics.duration('sign-on', Stats.p(99), period).with({ label: 'p99', color: red }),
        metrics.duration('sign-on', Stats.p(50), period).with({ label: 'p50', color: green }),
      ]),
      graph(
        'Deployments: invocations of two versions at a time',
        6,
        signInFunctions.flatMap((name) => {
          const shown = functions.get(name);
          return shown === undefined ? [] : [versionsOf(shown)];
        }),
      ),
    ];
  }

  #refused(): IWidget[] {
    const { metrics } = this.#props;
    const counted = (names: readonly MetricName[]) =>
      names.map((name) => metrics.ours(name, { period, label: name }));
    return [
      graph('Refused, by class', 12, counted(refusedMetrics), true),
      graph('Forged or posted twice', 6, counted(['SignatureFailures', 'FailedDecryptions', 'Replays'])),
      graph(
        'Unexpected errors, and requests around an optional edge',
        6,
        counted(['Faults', 'DirectRequests']),
      ),
    ];
  }

  #limits(): IWidget[] {
    const { metrics, stage } = this.#props;
    const refusedBy = (throttled: 'functions' | 'tables') => metrics.of({ throttled }, period);
    return [
      graph('Refused by Lambda and DynamoDB', 12, [refusedBy('functions'), refusedBy('tables')].flat()),
      new GraphWidget({
        title: 'At the same time; the line is what is reserved',
        width: 12,
        height: 6,
        left: signInFunctions.map((name) => metrics.concurrency(name, period).with({ label: name })),
        leftAnnotations: signInFunctions.flatMap((name) => {
          const value = stage.reservedConcurrency[name];
          return value === undefined ? [] : [{ value, label: name, color: red }];
        }),
        leftYAxis: { min: 0, showUnits: false },
        legendPosition: LegendPosition.BOTTOM,
      }),
    ];
  }

  #background(): IWidget[] {
    const { metrics } = this.#props;
    return [
      graph('The stage signs in to itself: failed checks', 6, [
        metrics.ours('SignInCheckFailed', { period: hour, label: 'failed', color: red }),
      ]),
      graph('Sign-ins of an hour, and those of a week ago', 6, [
        metrics.ours('SignInAccepted', { period: hour, label: 'accepted', color: green }),
        metrics.ours('SignInsExpected', { period: hour, label: 'a week ago', statistic: Stats.MINIMUM }),
      ]),
      graph('The oldest refresh job, minutes', 6, [...metrics.of({ oldestJob: true }, period)]),
      graph('Refresh jobs and reminders that could not be delivered', 6, [
        ...metrics.of({ deadLetters: 'refresh' }, period),
      ]),
      graph('News of ended sessions that could not be delivered', 6, [
        ...metrics.of({ deadLetters: 'session-ends' }, period),
      ]),
    ];
  }

  #expiring(): IWidget[] {
    const { metrics } = this.#props;
    return [
      new SingleValueWidget({
        title: 'Tenants whose last key came to expire, in 30 days, within',
        width: 12,
        height: 4,
        setPeriodToTimeRange: false,
        metrics: [...alarmedReminderDays]
          .reverse()
          .map((days) => metrics.ours(keysExpiringMetric(days), { period: month, label: `${days} days` })),
      }),
      new SingleValueWidget({
        title: 'Tenants whose metadata has failed for 48 hours',
        width: 6,
        height: 4,
        setPeriodToTimeRange: false,
        metrics: [metrics.ours('RefreshFailed', { period: week, label: 'in 7 days' })],
      }),
      new TextWidget({
        width: 6,
        height: 4,
        markdown:
          '**Who it is**: `latchkey tenant list --stage …` shows until when each key is good.\n\n**Is it us?** `latchkey doctor --stage …`',
      }),
    ];
  }

  #lastRefusals(): IWidget {
    return new LogQueryWidget({
      title: 'Refused, by problem (docs/problems.md)',
      width: 24,
      height: 8,
      logGroupNames: signInFunctions.flatMap(
        (name) => this.#props.functions.get(name)?.logGroup.logGroupName ?? [],
      ),
      queryLines: [...rejectionQuery],
    });
  }
}

/**
 * Returns the invocations of each version of a function. Lambda counts them by version while an alias has two, which is
 * while a deployment shifts requests: the lines cross where a new version takes over.
 */
function versionsOf({ functionName }: LatchkeyFunction): MathExpression {
  return new MathExpression({
    expression: `SEARCH('{AWS/Lambda,ExecutedVersion,FunctionName,Resource} FunctionName="${functionName}" MetricName="Invocations"', 'Sum', ${period.toSeconds()})`,
    label: '',
    period,
  });
}

/** The refusals of late by their code, the most frequent first; docs/problems.md has a row for each. */
export const rejectionQuery = [
  'filter event = "sign-in.refused"',
  'stats count(*) as refused, count_distinct(tenant) as tenants, max(@timestamp) as latest by problem, class, fixedBy',
  'sort refused desc',
  'limit 20',
] as const;
