import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type FunctionName, routesOfApps } from '../../functions/routes.ts';
import { metricsNamespace } from '../../shared/observability/metric-names.ts';
import { apiPath } from '../constructs/api-path.ts';
import { apiLogGroupName, pascalCase } from '../constructs/names.ts';
import type { Stage } from '../stages.ts';

/** Whose answers are counted. */
export interface ServerErrorsProps {
  readonly stage: Stage;
  readonly of: FunctionName;
}

/**
 * How often the routes of a function were answered with 5xx, counted in the API's own log: it has what the person
 * got, also where the function was never run. API Gateway's metric is of all routes together, and one a route would cost
 * many times as much.
 */
export class ServerErrors extends Construct {
  readonly metric: Metric;

  constructor(scope: Construct, id: string, { stage, of }: ServerErrorsProps) {
    super(scope, id);
    // No dimension could tell the stages of an account apart: the namespace does.
    const metricNamespace = `${metricsNamespace}/${stage.name}`;
    const metricName = `${pascalCase(of)}ServerErrors`;
    new MetricFilter(this, 'Filter', {
      logGroup: LogGroup.fromLogGroupName(this, 'Log', apiLogGroupName(stage)),
      filterPattern: FilterPattern.literal(serverErrorPattern(stage, of)),
      metricNamespace,
      metricName,
      metricValue: '1',
      defaultValue: 0,
    });
    this.metric = new Metric({ namespace: metricNamespace, metricName, statistic: Stats.SUM });
  }
}

/** The lines of the access log that say so: `infra/constructs/access-log-format.ts`. */
export function serverErrorPattern({ profiles }: Pick<Stage, 'profiles'>, of: FunctionName): string {
  const keys = routesOfApps(profiles)
    .filter((route) => route.function === of)
    .map(({ method, path }) => `${method} ${apiPath(path)}`);
  const ofThese = [...new Set(keys)].map((key) => `($.route = "${key}")`).join(' || ');
  return `{ ($.status = "5*") && (${ofThese}) }`;
}
