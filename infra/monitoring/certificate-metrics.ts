import type { Duration } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { type IMetric, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { anyBelowExpression, inParts, metricsOfAlarm, termNames } from './expressions.ts';

/**
 * Returns 1 where a certificate expires within `days`, one metric for every ten of them. AWS Certificate Manager writes
 * the days that are left twice a day, and stops when the certificate has expired.
 * @see https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html
 */
export function expiringCertificates(
  certificates: readonly ICertificate[],
  days: number,
  period: Duration,
): readonly IMetric[] {
  return inParts(certificates, metricsOfAlarm).map((part) => {
    const terms = termNames('days', part.length);
    return new MathExpression({
      expression: anyBelowExpression(terms, days),
      usingMetrics: Object.fromEntries(
        part.map((each, index) => [
          terms[index],
          each.metricDaysToExpiry({ statistic: Stats.MINIMUM, period }),
        ]),
      ),
      label: 'Expires soon',
      period,
    });
  });
}
