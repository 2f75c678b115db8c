import type { AlarmedReminderDays } from '../events/reminder-days.ts';

/** The namespace of every metric in CloudWatch. */
export const metricsNamespace = 'Latchkey';

/** The variables that set the namespace and the service of Powertools. Without the first, no metric is published. */
export const metricsVariables = {
  namespace: 'POWERTOOLS_METRICS_NAMESPACE',
  service: 'POWERTOOLS_SERVICE_NAME',
} as const;

/**
 * Returns the only dimension: the stage. Tenant and function are not dimensions, because each would be a separately
 * billed metric; the log has both.
 */
export function metricsService(stageName: string): string {
  return `latchkey-${stageName}`;
}

/** Every metric, and the unit that it counts. */
export const metricMeanings = {
  SignInAccepted: 'a sign-in that ended well',
  RefusedConfiguration: 'a refused sign-in that somebody set up wrongly, here or in the directory',
  RefusedExpiry: 'a refused sign-in by something whose time had passed, or had not come',
  RefusedAttack: 'a refused sign-in that no honest browser or directory sends',
  RefusedPerson: 'a refused sign-in that the person only has to begin again',
  RefusedFault: 'a refused sign-in that was in order, and failed for a fault of ours',
  Replays: 'a message that was posted a second time',
  SignatureFailures: 'a message whose signature, key or certificate is not what the tenant trusts',
  FailedDecryptions:
    'an encrypted assertion that one of our keys was used for in vain, in a sign-in or a test; the log line names the tenant',
  Faults: 'a fault of ours, whether or not anybody noticed',
  DirectRequests: 'a request that did not come through the edge, while the edge is optional',
  SignInCheckFailed: 'a check of the stage by itself that could not sign in; 0 for one that could',
  SignInsExpected:
    'sign-ins that were accepted a week ago in the hour of this one, or in the one before or after where those were fewer',
  RefreshFailed: 'a tenant whose metadata has failed for 48 hours, and again for each week after that',
  KeysExpiringIn30Days:
    'a tenant whose last trusted key has begun to expire within 30 days: once for each expiry',
  KeysExpiringIn14Days: 'the same within 14 days',
  KeysExpiringIn3Days: 'the same within 3 days',
} as const satisfies Readonly<Record<string, string>>;

/** The name of a metric. */
export type MetricName = keyof typeof metricMeanings;

/** Returns the metric of keys that expire within so many days; a key that expires in 3 also counts in 14 and 30. */
export function keysExpiringMetric(days: AlarmedReminderDays): MetricName {
  return `KeysExpiringIn${days}Days`;
}
