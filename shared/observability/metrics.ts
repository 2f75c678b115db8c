import { Metrics } from '@aws-lambda-powertools/metrics';
import { type MetricName, metricsVariables } from './metric-names.ts';

/** Counts metrics, and publishes them at the end of an invocation. */
export interface Counters {
  /** Adds `value`, by default 1. Count 0 where a missing value would mean that no check ran. */
  count(name: MetricName, value?: number): void;
  /** Publishes the counts since the last call as one line of Embedded Metric Format; writes no line without counts. */
  publish(): void;
}

/** Powertools' metrics without its warning for a request without counts. */
class OccasionalMetrics extends Metrics {
  override publishStoredMetrics(): this {
    return this.hasStoredMetrics() ? super.publishStoredMetrics() : this;
  }
}

const silent: Counters = { count: () => {}, publish: () => {} };

/**
 * Returns counters that publish on stdout, from where CloudWatch reads them. They are silent where the environment
 * names no namespace, as in the local run, where a decision is the only line. Lambda sends a process one request at a
 * time, so all counts between two publications belong to one request.
 */
export function openCounters(environment: Readonly<Record<string, string | undefined>>): Counters {
  const namespace = environment[metricsVariables.namespace];
  const serviceName = environment[metricsVariables.service];
  if (namespace === undefined || serviceName === undefined) return silent;
  const metrics = new OccasionalMetrics({ namespace, serviceName });
  return {
    count: (name, value = 1) => {
      metrics.addMetric(name, 'Count', value);
    },
    publish: () => {
      metrics.publishStoredMetrics();
    },
  };
}

/** The counters of this process. */
export const counters = openCounters(process.env);
