import { Duration, Fn } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IAlarm,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionName } from '../../functions/routes.ts';
import { metricsNamespace } from '../../shared/observability/metric-names.ts';
import type { LatchkeyFunction } from '../constructs/latchkey-function.ts';
import { pascalCase } from '../constructs/names.ts';
import { rollbackAlarm } from './alarm-table.ts';

/** Whose newest version is watched. */
export interface NewVersionErrorsProps {
  readonly name: FunctionName;
  readonly function: LatchkeyFunction;
}

/** When the errors of a new version roll its deployment back, within a minute that ends at most five minutes ago. */
export const rollbackThreshold = { errors: 3, percent: 10 } as const;

const period = Duration.minutes(1);

/**
 * Rings if the newest version of a function fails: of its invocations in one minute, at least `errors` and `percent` of
 * a hundred. An invocation fails if Lambda counts an error (it does not start, crashes, times out) or if the function
 * logs a fault, which it answers with a 5xx page itself. Errors of the old version count nowhere, so an alarm never
 * stops the release that fixes them, and the alarm is quiet once the new version has no requests.
 */
export class NewVersionErrors extends Construct {
  readonly alarm: IAlarm;

  constructor(scope: Construct, id: string, { name, function: watched }: NewVersionErrorsProps) {
    super(scope, id);
    const { version } = watched.currentVersion;
    const ofVersion = (metricName: string) =>
      new Metric({
        namespace: 'AWS/Lambda',
        metricName,
        dimensionsMap: {
          FunctionName: watched.functionName,
          Resource: `${watched.functionName}:${watched.live.aliasName}`,
          ExecutedVersion: version,
        },
        statistic: Stats.SUM,
        period,
      });
    this.alarm = new Alarm(this, 'Alarm', {
      alarmDescription: `${name}: the new version fails, its deployment is rolled back. See docs/runbook.md#${rollbackAlarm.name.toLowerCase()}`,
      metric: new MathExpression({
        expression: rollbackExpression,
        usingMetrics: {
          errors: ofVersion('Errors'),
          faults: this.#faults(name, watched, version),
          invocations: ofVersion('Invocations'),
        },
        label: 'Failed invocations of the new version, in percent',
        period,
      }),
      threshold: rollbackThreshold.percent,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // A minute without requests is no failure.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }

  /** Faults that the function answers itself: Lambda counts such an invocation as a success. */
  #faults(name: FunctionName, { logGroup, functionName }: LatchkeyFunction, version: string): Metric {
    // Unique in the account: a function’s name has the stage’s stack in it.
    const metricNamespace = `${metricsNamespace}/NewVersion`;
    new MetricFilter(this, 'Faults', {
      logGroup,
      filterPattern: FilterPattern.literal(newVersionFaultPattern(version)),
      metricNamespace,
      metricName: Fn.join('-', [functionName, 'Faults']),
      metricValue: '1',
    });
    return new Metric({
      namespace: metricNamespace,
      metricName: Fn.join('-', [functionName, 'Faults']),
      statistic: Stats.SUM,
      period,
      label: `${pascalCase(name)} faults`,
    });
  }
}

/** A metric has no value in a minute in which nothing was counted. */
const rollbackExpression = `IF(FILL(errors, 0) + FILL(faults, 0) >= ${rollbackThreshold.errors}, 100 * (FILL(errors, 0) + FILL(faults, 0)) / FILL(invocations, 1), 0)`;

/** Returns the pattern of the lines that `logUnexpectedError` writes in one version of a function. */
export function newVersionFaultPattern(version: string): string {
  return `{ ($.event = "fault") && ($.functionVersion = "${version}") }`;
}
