import { metricMeanings } from '../../shared/observability/metric-names.ts';
import { assumptions } from './assumptions.ts';
import type { Measured } from './measured.ts';
import type { Prices } from './prices.ts';
import { type CostItem, costOfMillionRuns, sumOf } from './sign-in-cost.ts';

/** A resource of a template. */
export interface PricedResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const minutesOfMonth = 43_200;

/** Returns what a month without sign-ins costs, counted from the resources of a stage. */
export function idleCost(
  resources: readonly PricedResource[],
  { scheduled }: Pick<Measured, 'scheduled'>,
  prices: Prices,
): readonly CostItem[] {
  const each = (type: string) => resources.filter(({ Type }) => Type === type);
  const count = (type: string) => each(type).length;
  // An alarm over an expression pays for every metric in it.
  const alarmMetrics = each('AWS::CloudWatch::Alarm').reduce((sum, { Properties }) => {
    const metrics = list(Properties?.['Metrics']).filter((metric) =>
      JSON.stringify(metric).includes('MetricStat'),
    );
    return sum + Math.max(1, metrics.length);
  }, 0);
  const secrets = each('AWS::SecretsManager::Secret').reduce(
    (sum, { Properties }) => sum + 1 + list(Properties?.['ReplicaRegions']).length,
    0,
  );
  const rules = each('AWS::WAFv2::WebACL').reduce(
    (sum, { Properties }) => sum + list(Properties?.['Rules']).length,
    0,
  );
  const runs = each('AWS::Events::Rule').reduce(
    (sum, { Properties }) => sum + runsOfMonth(Properties?.['ScheduleExpression']),
    0,
  );
  const pollers = each('AWS::Lambda::EventSourceMapping').length;
  // A filter without a default value publishes nothing, and costs nothing, in a month without what it counts.
  const filters = each('AWS::Logs::MetricFilter').filter(({ Properties }) =>
    JSON.stringify(Properties).includes('DefaultValue'),
  );
  const metrics = Object.keys(metricMeanings).length + filters.length;
  const { keptGb, refresh } = assumptions;
  const refreshes = pollers === 0 ? 0 : assumptions.refreshedTenants * 30;
  // Lambda asks a queue with five long polls at a time, of twenty seconds each.
  const polls = pollers * 5 * 3 * minutesOfMonth + refreshes * refresh.queueRequests;
  const items: readonly CostItem[] = [
    priced('Custom metrics', metrics, prices.metricPerMonth, 'metric'),
    priced('Alarms', alarmMetrics, prices.alarmMetricPerMonth, 'metric under alarm'),
    priced(
      'Composite alarms',
      count('AWS::CloudWatch::CompositeAlarm'),
      prices.compositeAlarmPerMonth,
      'alarm',
    ),
    priced('Dashboards', count('AWS::CloudWatch::Dashboard'), prices.dashboardPerMonth, 'dashboard'),
    priced('Keys in KMS', count('AWS::KMS::Key'), prices.kmsKeyPerMonth, 'key'),
    priced('Secrets', secrets, prices.secretPerMonth, 'secret, with its replicas'),
    priced('Firewalls', count('AWS::WAFv2::WebACL'), prices.webAclPerMonth, 'web ACL'),
    priced('Firewall rules', rules, prices.webAclRulePerMonth, 'rule'),
    priced('Health checks', count('AWS::Route53::HealthCheck'), prices.healthCheckPerMonth, 'check'),
    priced('Queue', polls / 1e6, prices.queuePerMillionRequests, 'million requests'),
    priced('Schedule', runs, sumOf(costOfMillionRuns(scheduled, prices)) / 1e6, 'run'),
    priced('Refreshes', refreshes, refreshUsd(prices), 'tenant and day'),
    priced(
      'Tenants and its recovery',
      keptGb,
      prices.tableStoragePerGbMonth + prices.recoveryPerGbMonth,
      'GB',
    ),
  ];
  return items.filter(({ usd }) => usd > 0).toSorted((one, other) => other.usd - one.usd);
}

function priced(name: string, quantity: number, usd: number, unit: string): CostItem {
  return { name, usd: quantity * usd, quantity: `${Number(quantity.toPrecision(4))} × ${unit}` };
}

/** `rate(1 minute)` → 43,200. @throws Error for an unknown schedule */
function runsOfMonth(schedule: unknown): number {
  if (schedule === undefined) return 0;
  const [, every = '', unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(String(schedule)) ?? [];
  const minutes = new Map([
    ['minute', 1],
    ['hour', 60],
    ['day', 1_440],
  ]).get(unit);
  if (minutes === undefined) throw new Error(`Nobody counts ${String(schedule)}`);
  return minutesOfMonth / (Number(every) * minutes);
}

function refreshUsd(prices: Prices): number {
  const { seconds, memoryMb, readUnits, writeUnits, logBytes } = assumptions.refresh;
  return (
    prices.lambdaPerMillionRequests / 1e6 +
    seconds * (memoryMb / 1_024) * prices.lambdaPerGbSecond +
    (readUnits * prices.readUnitsPerMillion + writeUnits * prices.writeUnitsPerMillion) / 1e6 +
    (logBytes / 1e9) * prices.logsPerGb
  );
}
