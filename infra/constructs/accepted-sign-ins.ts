import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { checkTenantId } from '../../shared/ids/check-tenant-id.ts';
import { type MetricName, metricsNamespace } from '../../shared/observability/metric-names.ts';

/**
 * Counts accepted sign-ins in the log of the assertion consumer, as the metric that every other decision publishes by a
 * line of its own. That line is half of what an accepted sign-in would log, and a filter costs nothing.
 */
export class AcceptedSignIns extends MetricFilter {
  constructor(scope: Construct, id: string, logGroup: ILogGroup) {
    super(scope, id, {
      logGroup,
      filterPattern: FilterPattern.literal(
        // The stage's own checks are no people: an hourly one would hide that sign-ins of people have stopped.
        `{ ($.event = "sign-in.accepted") && ($.tenant != "${checkTenantId}") }`,
      ),
      metricNamespace: metricsNamespace,
      metricName: 'SignInAccepted' satisfies MetricName,
      metricValue: '1',
      // The stage, as in the dimension of every other metric.
      dimensions: { service: '$.service' },
    });
  }
}
