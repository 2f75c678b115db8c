import { CrossStackReferences, ReferenceStrength, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { originOf, type Site } from '../../shared/apps/site.ts';
import { checkTenantId } from '../../shared/ids/check-tenant-id.ts';
import { AlarmTopic } from '../monitoring/alarm-topic.ts';
import { BlockedReplies } from '../monitoring/blocked-replies.ts';
import { GlobalMetrics } from '../monitoring/global-metrics.ts';
import type { GlobalWidgetsProps } from '../monitoring/global-widgets.ts';
import { ReadinessHealthCheck } from '../monitoring/readiness-health-check.ts';
import { StageAlarms } from '../monitoring/stage-alarms.ts';
import type { Stage } from '../stage.ts';
import type { EdgeStack } from './edge-stack.ts';
import type { ServiceStack } from './service-stack.ts';

/** What is watched from us-east-1. */
export interface GlobalMonitoringStackProps extends StackProps {
  readonly stage: Stage;
  /** The apps that have a domain, each where it stands. */
  readonly sites: readonly Site[];
  readonly service: ServiceStack;
  readonly secondService: ServiceStack | undefined;
  readonly edge: EdgeStack | undefined;
}

/**
 * The alarms about what AWS measures in us-east-1 alone, wherever the stage stands: Route 53, CloudFront and its firewall,
 * and the certificates of the edge. With one region or an edge it also asks the host of each app whether it is ready; with
 * two regions, the service stacks have a health check each.
 */
export class GlobalMonitoringStack extends Stack {
  readonly topic: AlarmTopic;
  readonly alarms: StageAlarms['all'];
  /** Of the apps' hosts, in a stage with one region or an edge. */
  readonly hostChecks: readonly ReadinessHealthCheck[];
  /** The same for the dashboard. */
  readonly widgets: GlobalWidgetsProps;

  constructor(scope: Construct, id: string, props: GlobalMonitoringStackProps) {
    const { stage, sites, service, secondService, edge, ...rest } = props;
    super(scope, id, rest);
    // What goes is not held up by the alarm that still looks at it.
    CrossStackReferences.of(this).consume(ReferenceStrength.WEAK);
    this.topic = new AlarmTopic(this, 'Alarms', stage);
    // With two regions the hosts follow their health checks, unless an edge stands before both.
    const isAsked = secondService === undefined || edge !== undefined;
    const hosts = isAsked ? [...new Set(sites.map(hostOf))] : [];
    this.hostChecks = hosts.map((host) => new ReadinessHealthCheck(this, `Host-${host}`, host));
    const [first, second] = [service.healthCheck, secondService?.healthCheck];
    const distributions = edge?.distributions ?? [];
    const blockedReplies = edge && new BlockedReplies(this, 'BlockedReplies', { stage, sites });
    const metrics = new GlobalMetrics(this, 'Metrics', {
      healthChecks: {
        hosts: this.hostChecks,
        'first-region': first === undefined ? [] : [first],
        'second-region': second === undefined ? [] : [second],
      },
      distributions: distributions.map(({ distribution }) => distribution),
      certificates: distributions.map(({ certificate }) => certificate),
      blockedReplies,
    });
    this.alarms = new StageAlarms(this, 'Alarm', { stage, metrics, topic: this.topic, role: 'global' }).all;
    const named = (label: string, check: ReadinessHealthCheck | undefined) =>
      check === undefined ? [] : [[label, check] as const];
    this.widgets = {
      healthChecks: [
        ...hosts.flatMap((host, index) => named(host, this.hostChecks[index])),
        ...named('first region', first),
        ...named('second region', second),
      ],
      distributions: distributions.map(({ host, distribution }) => [host, distribution] as const),
      blockedReplies: blockedReplies?.metric,
    };
  }
}

/** Returns the host at which a site is asked: where tenants stand in the host, that of the check tenant. */
function hostOf(site: Site): string {
  return new URL(originOf(site, checkTenantId)).hostname;
}
