import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Site } from '../../shared/apps/site.ts';
import { metricsNamespace } from '../../shared/observability/metric-names.ts';
import { webAclLogGroupName } from '../constructs/names.ts';
import type { Stage } from '../stage.ts';

/** Whose Reply URLs are watched. */
export interface BlockedRepliesProps {
  readonly stage: Stage;
  readonly sites: readonly Site[];
}

/**
 * How many requests for a Reply URL the firewall blocked, by whatever rule, counted in its log: the metrics of a rule do
 * not know the path.
 */
export class BlockedReplies extends Construct {
  readonly metric: Metric;

  constructor(scope: Construct, id: string, { stage, sites }: BlockedRepliesProps) {
    super(scope, id);
    const metricNamespace = `${metricsNamespace}/${stage.name}`;
    const metricName = 'BlockedReplies';
    new MetricFilter(this, 'Filter', {
      logGroup: LogGroup.fromLogGroupName(this, 'Log', webAclLogGroupName(stage)),
      filterPattern: FilterPattern.literal(blockedReplyPattern(sites)),
      metricNamespace,
      metricName,
      metricValue: '1',
    });
    this.metric = new Metric({ namespace: metricNamespace, metricName, statistic: Stats.SUM });
  }
}

/** Returns the pattern of the firewall's log lines about a blocked request for a Reply URL. */
function blockedReplyPattern(sites: readonly Site[]): string {
  const paths = new Set(sites.flatMap(({ app }) => app.paths['assertion-consumer']));
  const ofThese = [...paths]
    .map((path) => `($.httpRequest.uri = "${path.replaceAll('{tenant}', '*')}")`)
    .join(' || ');
  return `{ ($.action = "BLOCK") && (${ofThese}) }`;
}
