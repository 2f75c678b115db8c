import { appProfiles } from '../apps/app-profiles.ts';
import { healthCheckSettings } from '../monitoring/readiness-health-check.ts';

/** A resource of a template. */
export interface PricedResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

const minutesOfMonth = 43_200;
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown) => JSON.stringify(value ?? '');

/** Counts the resources of a stage, in all its regions. */
export function countResources(resources: readonly PricedResource[]) {
  const each = (type: string) => resources.filter(({ Type }) => Type === type);
  const count = (type: string) => each(type).length;
  const sum = (type: string, of: (properties: NonNullable<PricedResource['Properties']>) => number) =>
    each(type).reduce((total, { Properties = {} }) => total + of(Properties), 0);
  const isCheck = (properties: unknown) => text(properties).includes('CheckSignIn');
  return {
    /** Regions that publish metrics of their own. */
    regions: count('AWS::ApiGatewayV2::Api'),
    publishingFilters: each('AWS::Logs::MetricFilter').filter(({ Properties }) =>
      text(Properties).includes('DefaultValue'),
    ).length,
    // An alarm over an expression pays for every metric in it.
    alarmMetrics: sum('AWS::CloudWatch::Alarm', ({ Metrics }) =>
      Math.max(1, list(Metrics).filter((metric) => text(metric).includes('MetricStat')).length),
    ),
    compositeAlarms: count('AWS::CloudWatch::CompositeAlarm'),
    dashboards: count('AWS::CloudWatch::Dashboard'),
    keys: count('AWS::KMS::Key'),
    secrets: sum('AWS::SecretsManager::Secret', ({ ReplicaRegions }) => 1 + list(ReplicaRegions).length),
    webAcls: count('AWS::WAFv2::WebACL'),
    webAclRules: sum('AWS::WAFv2::WebACL', ({ Rules }) => list(Rules).length),
    healthChecks: count('AWS::Route53::HealthCheck'),
    httpsHealthChecks: each('AWS::Route53::HealthCheck').filter(({ Properties }) =>
      text(Properties).includes('"HTTPS"'),
    ).length,
    healthCheckRequests: sum('AWS::Route53::HealthCheck', ({ HealthCheckConfig }) =>
      requestsOfMonth(HealthCheckConfig as HealthCheckConfig),
    ),
    pollers: count('AWS::Lambda::EventSourceMapping'),
    scheduledRuns: sum('AWS::Events::Rule', (properties) =>
      isCheck(properties) ? 0 : runsOfMonth(properties['ScheduleExpression']),
    ),
    signInChecks: sum('AWS::Events::Rule', (properties) =>
      isCheck(properties) ? runsOfMonth(properties['ScheduleExpression']) * appProfiles().length : 0,
    ),
    /** The regions that Tenants is in: one where a stage uses a table that exists. */
    tenantsRegions: Math.max(
      1,
      ...each('AWS::DynamoDB::GlobalTable').map(({ Properties }) => list(Properties?.['Replicas']).length),
    ),
  };
}

interface HealthCheckConfig {
  readonly Regions?: readonly string[];
  readonly RequestInterval?: number;
}

/** Eight regions of checkers ask where none is named. */
function requestsOfMonth({ Regions, RequestInterval = 30 }: HealthCheckConfig): number {
  const checkers = (Regions?.length ?? 8) * healthCheckSettings.checkersOfRegion;
  return (checkers * minutesOfMonth * 60) / RequestInterval;
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
  if (minutes === undefined) throw new Error(`The schedule ${String(schedule)} has no price`);
  return minutesOfMonth / (Number(every) * minutes);
}
