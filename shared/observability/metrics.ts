import { Metrics } from '@aws-lambda-powertools/metrics';
import { type MetricName, metricsVariables } from './metric-names.ts';

/** What counts, for whoever publishes the counts at the end of an invocation. */
export interface Counters {
  /** Adds `value`, by default 1. 0 is worth publishing where its absence would mean that nobody looked. */
  count(name: MetricName, value?: number): void;
  /** Publishes what has been counted since the last time, as one line of Embedded Metric Format; nothing where nothing was. */
  publish(): void;
}

/** Powertools' metrics; but a request in which nothing was counted is no reason for a warning. */
class OccasionalMetrics extends Metrics {
  override publishStoredMetrics(): this {
    return this.hasStoredMetrics() ? super.publishStoredMetrics() : this;
  }
}

const silent: Counters = { count: () => {}, publish: () => {} };

/**
 * Counters that publish on stdout, where CloudWatch finds them in the log; silent where the environment names no
 * namespace, as on one machine, where a decision is the only line. Lambda gives a process one request at a time, so
 * what is counted between two publications is of one request.
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

/** The process's own. */
export const counters = openCounters(process.env);
