import { Duration } from 'aws-cdk-lib';
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import type { IMetric, IWidget, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IHealthCheck } from 'aws-cdk-lib/aws-route53';
import { edgeRegion } from '../constructs/edge-secrets.ts';
import { edgeMetric, healthMetric } from './global-metrics.ts';
import { graph, red } from './graph.ts';

/** What AWS measures in us-east-1, each by what it is called on the dashboard. */
export interface GlobalWidgetsProps {
  readonly healthChecks: readonly (readonly [label: string, check: IHealthCheck])[];
  readonly distributions: readonly (readonly [label: string, distribution: IDistribution])[];
  /** Blocked requests to Reply URLs; where there is an edge. */
  readonly blockedReplies: Metric | undefined;
}

const period = Duration.minutes(5);

/** Returns the rows of a dashboard about health and edge: a dashboard shows metrics of any region. */
export function globalWidgets(props: GlobalWidgetsProps): IWidget[][] {
  const { healthChecks, distributions, blockedReplies } = props;
  const there = (metric: Metric, label: string, color?: string): IMetric =>
    metric.with({ region: edgeRegion, label, ...(color === undefined ? {} : { color }) });
  const health = graph(
    'Health: 1 is ready',
    distributions.length === 0 ? 24 : 6,
    healthChecks.map(([label, check]) => there(healthMetric(check, period), label)),
  );
  if (blockedReplies === undefined) return [[health]];
  const errors = (name: '4xxErrorRate' | '5xxErrorRate') =>
    distributions.map(([label, each]) =>
      there(edgeMetric(each, name, period), `${label} ${name.slice(0, 3)}`),
    );
  return [
    [
      health,
      graph(
        'CloudFront: requests',
        6,
        distributions.map(([label, each]) => there(edgeMetric(each, 'Requests', period), label)),
      ),
      graph('CloudFront: errors, in percent', 6, [...errors('4xxErrorRate'), ...errors('5xxErrorRate')]),
      graph('The firewall blocked at a Reply URL', 6, [
        there(blockedReplies.with({ period }), 'blocked', red),
      ]),
    ],
  ];
}
