import type { Duration } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IHealthCheck } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import type { AlarmSource } from './alarm-definition.ts';
import type { BlockedReplies } from './blocked-replies.ts';
import { expiringCertificates } from './certificate-metrics.ts';
import {
  anyBelowExpression,
  errorPercentExpression,
  inParts,
  metricsOfAlarm,
  termNames,
} from './expressions.ts';

/** What AWS measures in us-east-1, wherever the stage stands. */
export interface GlobalMetricsProps {
  readonly healthChecks: Readonly<
    Record<'hosts' | 'first-region' | 'second-region', readonly IHealthCheck[]>
  >;
  readonly distributions: readonly IDistribution[];
  /** Of the edge. */
  readonly certificates: readonly ICertificate[];
  readonly blockedReplies: BlockedReplies | undefined;
}

/** CloudWatch's metrics of Route 53, CloudFront and the firewall, by what an alarm asks about. */
export class GlobalMetrics extends Construct {
  readonly #props: GlobalMetricsProps;

  constructor(scope: Construct, id: string, props: GlobalMetricsProps) {
    super(scope, id);
    this.#props = props;
  }

  /** Returns what `source` means, one metric for every ten things that it looks at; none where there is no such thing. */
  of(source: AlarmSource, period: Duration): readonly IMetric[] {
    const { healthChecks, distributions, certificates, blockedReplies } = this.#props;
    if ('unhealthy' in source) return unhealthy(healthChecks[source.unhealthy], period);
    if ('certificates' in source) {
      return source.certificates === 'of-edge'
        ? expiringCertificates(certificates, source.withinDays, period)
        : [];
    }
    if ('edgeErrorPercent' in source) return edgeErrors(distributions, source.atLeast, period);
    if ('blockedReplies' in source && blockedReplies !== undefined) {
      return [blockedReplies.metric.with({ period })];
    }
    return [];
  }
}

/** 1 where Route 53 finds the host healthy, otherwise 0. */
export function healthMetric({ healthCheckId }: IHealthCheck, period: Duration): Metric {
  return new Metric({
    namespace: 'AWS/Route53',
    metricName: 'HealthCheckStatus',
    dimensionsMap: { HealthCheckId: healthCheckId },
    statistic: Stats.MINIMUM,
    period,
  });
}

/** What CloudFront measures of a distribution, in us-east-1. */
export function edgeMetric(
  { distributionId }: IDistribution,
  metricName: 'Requests' | '4xxErrorRate' | '5xxErrorRate',
  period: Duration,
): Metric {
  return new Metric({
    namespace: 'AWS/CloudFront',
    metricName,
    dimensionsMap: { DistributionId: distributionId, Region: 'Global' },
    statistic: metricName === 'Requests' ? Stats.SUM : Stats.AVERAGE,
    period,
  });
}

function unhealthy(checks: readonly IHealthCheck[], period: Duration): readonly IMetric[] {
  return inParts(checks, metricsOfAlarm).map((part) => {
    const terms = termNames('health', part.length);
    return new MathExpression({
      expression: anyBelowExpression(terms, 1),
      usingMetrics: Object.fromEntries(
        part.map((check, index) => [terms[index], healthMetric(check, period)]),
      ),
      label: 'Unhealthy',
      period,
    });
  });
}

function edgeErrors(
  distributions: readonly IDistribution[],
  atLeast: number,
  period: Duration,
): readonly IMetric[] {
  return inParts(distributions, metricsOfAlarm / 2).map((part) => {
    const pairs = part.map((each, index) => {
      const requests = edgeMetric(each, 'Requests', period);
      const percent = edgeMetric(each, '5xxErrorRate', period);
      return { [`requests${index}`]: requests, [`percent${index}`]: percent };
    });
    const terms = part.map((_, index) => [`requests${index}`, `percent${index}`] as const);
    return new MathExpression({
      expression: errorPercentExpression(terms, atLeast),
      usingMetrics: Object.assign({}, ...pairs),
      label: '5xx of CloudFront, in percent',
      period,
    });
  });
}
