import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type FunctionName, routesOfApps } from '../../functions/routes.ts';
import { metricsNamespace } from '../../shared/observability/metric-names.ts';
import { apiPath } from '../constructs/api-path.ts';
import { apiLogGroupName, pascalCase } from '../constructs/names.ts';
import type { Stage } from '../stage.ts';

/** The answers that are counted: 5xx, or 429. */
export type CountedStatus = 'server-errors' | 'throttled';

/** Whose answers are counted. */
export interface CountedAnswersProps {
  readonly stage: Stage;
  readonly of: FunctionName;
  readonly status: CountedStatus;
}

const statuses = {
  // A failure is shown as a line that also has its zeros.
  'server-errors': { pattern: '5*', suffix: 'ServerErrors', defaultValue: 0 },
  // Without a default it costs nothing in a month without one.
  throttled: { pattern: '429', suffix: 'Throttled', defaultValue: undefined },
} as const;

/**
 * How often the routes of a function were answered with 5xx or 429, counted in the API's own log: it has what the person
 * got, also where the function was never run. API Gateway's metric is of all routes together, and one a route would cost
 * many times as much. It may log fewer 429 than it answers where far too many requests come.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
 */
export class CountedAnswers extends Construct {
  readonly metric: Metric;

  constructor(scope: Construct, id: string, { stage, of, status }: CountedAnswersProps) {
    super(scope, id);
    const { suffix, defaultValue } = statuses[status];
    // No dimension could tell the stages of an account apart: the namespace does.
    const metricNamespace = `${metricsNamespace}/${stage.name}`;
    const metricName = `${pascalCase(of)}${suffix}`;
    new MetricFilter(this, 'Filter', {
      logGroup: LogGroup.fromLogGroupName(this, 'Log', apiLogGroupName(stage)),
      filterPattern: FilterPattern.literal(answerPattern(stage, of, status)),
      metricNamespace,
      metricName,
      metricValue: '1',
      ...(defaultValue === undefined ? {} : { defaultValue }),
    });
    this.metric = new Metric({ namespace: metricNamespace, metricName, statistic: Stats.SUM });
  }
}

/** Returns the pattern of the lines of the access log that say so: `accessLogFormat` in latchkey-api.ts. */
export function answerPattern(
  { profiles }: Pick<Stage, 'profiles'>,
  of: FunctionName,
  status: CountedStatus,
): string {
  const keys = routesOfApps(profiles)
    .filter((route) => route.function === of)
    .map(({ method, path }) => `${method} ${apiPath(path)}`);
  const ofThese = [...new Set(keys)].map((key) => `($.route = "${key}")`).join(' || ');
  return `{ ($.status = "${statuses[status].pattern}") && (${ofThese}) }`;
}
