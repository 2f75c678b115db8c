import { metricMeanings } from '../../shared/observability/metric-names.ts';
import { assumptions } from './assumptions.ts';
import { countResources, type PricedResource } from './counted-resources.ts';
import type { Measured } from './measured.ts';
import type { Prices } from './prices.ts';
import {
  type CostItem,
  costOfMillion,
  costOfMillionRuns,
  costOfMillionSignIns,
  sumOf,
} from './sign-in-cost.ts';

const minutesOfMonth = 43_200;

/** Returns what a month without sign-ins costs, counted from the resources of a stage. */
export function idleCost(
  resources: readonly PricedResource[],
  measured: Pick<Measured, 'calls' | 'scheduled'>,
  prices: Prices,
): readonly CostItem[] {
  const counted = countResources(resources);
  const { keptGb, refresh, refreshedTenants } = assumptions;
  // A filter without a default value publishes nothing, and costs nothing, in a month without what it counts.
  // Requests around an edge are counted only while the edge is switched on or off.
  const metrics = counted.regions * (Object.keys(metricMeanings).length - 1) + counted.publishingFilters;
  const refreshes = counted.pollers === 0 ? 0 : refreshedTenants * 30;
  // Lambda asks a queue with five long polls at a time, of twenty seconds each.
  const polls = counted.pollers * 5 * 3 * minutesOfMonth + refreshes * refresh.queueRequests;
  const items: readonly CostItem[] = [
    priced('Custom metrics', metrics, prices.metricPerMonth, 'metric'),
    priced('Alarms', counted.alarmMetrics, prices.alarmMetricPerMonth, 'metric under alarm'),
    priced('Composite alarms', counted.compositeAlarms, prices.compositeAlarmPerMonth, 'alarm'),
    priced('Dashboards', counted.dashboards, prices.dashboardPerMonth, 'dashboard'),
    priced('Keys in KMS', counted.keys, prices.kmsKeyPerMonth, 'key'),
    priced('Secrets', counted.secrets, prices.secretPerMonth, 'secret, with its replicas'),
    priced('Firewalls', counted.webAcls, prices.webAclPerMonth, 'web ACL'),
    priced('Firewall rules', counted.webAclRules, prices.webAclRulePerMonth, 'rule'),
    priced('Health checks', counted.healthChecks, prices.healthCheckPerMonth, 'check'),
    priced('Health checks, HTTPS', counted.httpsHealthChecks, prices.healthCheckOptionPerMonth, 'check'),
    priced(
      'Requests of health checks',
      counted.healthCheckRequests / 1e6,
      sumOf(costOfMillion(measured.calls.readyz, prices)),
      'million requests',
    ),
    priced('Queue', polls / 1e6, prices.queuePerMillionRequests, 'million requests'),
    priced(
      'Schedule',
      counted.scheduledRuns,
      sumOf(costOfMillionRuns(measured.scheduled, prices)) / 1e6,
      'run',
    ),
    priced('Hourly sign-in', counted.signInChecks, checkUsd(measured, prices), 'sign-in and sign-out'),
    priced('Refreshes', refreshes, refreshUsd(prices, counted.tenantsRegions), 'tenant and day'),
    priced(
      'Tenants and its recovery',
      keptGb * counted.tenantsRegions,
      prices.tableStoragePerGbMonth + prices.recoveryPerGbMonth,
      'GB',
    ),
  ];
  return items.filter(({ usd }) => usd > 0).toSorted((one, other) => other.usd - one.usd);
}

function priced(name: string, quantity: number, usd: number, unit: string): CostItem {
  return { name, usd: quantity * usd, quantity: `${Number(quantity.toPrecision(4))} × ${unit}` };
}

/** A sign-in of the stage at one of its apps, with the function that does it. */
function checkUsd({ calls }: Pick<Measured, 'calls'>, prices: Prices): number {
  const { seconds, memoryMb, signaturesOfApp } = assumptions.signInCheck;
  const million =
    sumOf(costOfMillionSignIns({ calls }, prices)) +
    sumOf(costOfMillion(calls['sign-out'], prices)) +
    signaturesOfApp * prices.kmsPerMillionRequests;
  return million / 1e6 + runUsd(seconds, memoryMb, prices);
}

/** A write to a table with replicas is paid for in each region. */
function refreshUsd(prices: Prices, regions: number): number {
  const { seconds, memoryMb, readUnits, writeUnits, logBytes } = assumptions.refresh;
  const perMillionWrites =
    regions > 1 ? regions * prices.replicatedWriteUnitsPerMillion : prices.writeUnitsPerMillion;
  return (
    runUsd(seconds, memoryMb, prices) +
    (readUnits * prices.readUnitsPerMillion + writeUnits * perMillionWrites) / 1e6 +
    (logBytes / 1e9) * prices.logsPerGb
  );
}

function runUsd(seconds: number, memoryMb: number, prices: Prices): number {
  return prices.lambdaPerMillionRequests / 1e6 + seconds * (memoryMb / 1_024) * prices.lambdaPerGbSecond;
}
