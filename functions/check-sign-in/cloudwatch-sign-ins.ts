import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { type MetricName, metricsNamespace } from '../../shared/observability/metric-names.ts';
import type { HourlySignIns } from './expected-sign-ins.ts';

const hourSeconds = 3_600;

/** Reads accepted sign-ins from the metric that alarms and dashboard use. @param service Its dimension: the stage. */
export function cloudWatchSignIns(client: CloudWatchClient, service: string): HourlySignIns {
  const MetricName: MetricName = 'SignInAccepted';
  return async (from, hours) => {
    const { MetricDataResults = [] } = await client.send(
      new GetMetricDataCommand({
        StartTime: from,
        EndTime: new Date(from.getTime() + hours * hourSeconds * 1_000),
        MetricDataQueries: [
          {
            Id: 'accepted',
            MetricStat: {
              Metric: {
                Namespace: metricsNamespace,
                MetricName,
                Dimensions: [{ Name: 'service', Value: service }],
              },
              Period: hourSeconds,
              Stat: 'Sum',
            },
          },
        ],
      }),
    );
    return new Map(
      MetricDataResults.flatMap(({ Timestamps = [], Values = [] }) =>
        Timestamps.map((at, index) => [at.getTime(), Values[index] ?? 0] as const),
      ),
    );
  };
}
