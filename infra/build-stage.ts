import { type Environment, Tags } from 'aws-cdk-lib';
import { ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { defined } from '../shared/objects/defined.ts';
import type { CodeOf } from './bundling/bundles.ts';
import { edgeRegion } from './constructs/edge-secrets.ts';
import { DataStack } from './stacks/data-stack.ts';
import { EdgeStack } from './stacks/edge-stack.ts';
import { GlobalMonitoringStack } from './stacks/global-monitoring-stack.ts';
import { KeysStack } from './stacks/keys-stack.ts';
import { MonitoringStack } from './stacks/monitoring-stack.ts';
import { ServiceStack, type TableStreams } from './stacks/service-stack.ts';
import type { Stage } from './stage.ts';
import { sitesOf } from './stage-addresses.ts';

/** The stacks of a stage; those that it has not switched on are undefined. */
export interface StageStacks {
  readonly data: DataStack;
  readonly keys: KeysStack | undefined;
  readonly service: ServiceStack;
  readonly monitoring: MonitoringStack;
  readonly edge: EdgeStack | undefined;
  readonly secondData: DataStack | undefined;
  readonly secondService: ServiceStack | undefined;
  readonly secondMonitoring: MonitoringStack | undefined;
  /** Where an app has a domain. */
  readonly globalMonitoring: GlobalMonitoringStack | undefined;
}

/** How one deployment differs from the others of its stage. */
export interface DeploymentOptions {
  /** Deploys new versions all at once, without alarms. Default false. */
  readonly emergency?: boolean;
}

/**
 * Makes every stack of a stage below `scope`, in the order in which they are deployed. The stacks keep their names
 * wherever `scope` is: the `latchkey` command and the runbook find them by name.
 */
export function buildStage(
  scope: Construct,
  stage: Stage,
  codeOf: CodeOf,
  { emergency = false }: DeploymentOptions = {},
): StageStacks {
  const env = environmentOf(stage, stage.region);
  const id = (name: string) => `Latchkey-${stage.name}-${name}`;
  const props = (name: string) => ({ stage, env, stackName: id(name) });
  followAccountRules(scope, stage);

  const edge =
    stage.edge &&
    new EdgeStack(scope, id('Edge'), {
      ...props('Edge'),
      edge: stage.edge,
      env: environmentOf(stage, edgeRegion),
    });
  const data = new DataStack(scope, id('Data'), props('Data'));
  const keys =
    stage.decryption || stage.requestSigning || stage.openIdConnect
      ? new KeysStack(scope, id('Keys'), props('Keys'))
      : undefined;
  const service = new ServiceStack(scope, id('Service'), {
    ...props('Service'),
    codeOf,
    emergency,
    streams: streamsOf(data),
    ...defined({ keys: keys?.keys }),
  });
  service.addStackDependency(data);
  // Its records lead to CloudFront, and its functions accept what CloudFront shows.
  if (edge !== undefined) service.addStackDependency(edge);
  const second = secondRegion(scope, stage, codeOf, { data, service }, emergency);
  const { secondService } = second;
  const global = globalMonitoring(scope, stage, { service, secondService, edge });
  const monitoring = new MonitoringStack(scope, id('Monitoring'), {
    ...props('Monitoring'),
    service,
    // A stack of an unknown region cannot refer to one of us-east-1.
    ...defined({ global: stage.region === undefined ? undefined : global?.widgets }),
  });
  monitoring.addStackDependency(service);
  if (stage.region !== undefined && global !== undefined) monitoring.addStackDependency(global);
  return { data, keys, service, monitoring, edge, ...second, globalMonitoring: global };
}

/** Only tables of the stack: one that the stage brings along may have no stream. */
function streamsOf({ tables }: DataStack): TableStreams {
  return { flows: tables.flows?.tableStreamArn, tenants: tables.tenants?.tableStreamArn };
}

/** In us-east-1, after everything that it watches. */
function globalMonitoring(
  scope: Construct,
  stage: Stage,
  watched: Pick<StageStacks, 'service' | 'secondService' | 'edge'>,
): GlobalMonitoringStack | undefined {
  const sites = sitesOf(stage, () => '').filter(({ origin }) => origin !== '');
  if (sites.length === 0) return undefined;
  const id = `Latchkey-${stage.name}-Monitoring-global`;
  const env = environmentOf(stage, edgeRegion);
  const stack = new GlobalMonitoringStack(scope, id, { stage, sites, env, stackName: id, ...watched });
  for (const each of [watched.service, watched.secondService, watched.edge]) {
    if (each !== undefined) stack.addStackDependency(each);
  }
  return stack;
}

function secondRegion(
  scope: Construct,
  stage: Stage,
  codeOf: CodeOf,
  first: Pick<StageStacks, 'data' | 'service'>,
  emergency: boolean,
): Pick<StageStacks, 'secondData' | 'secondService' | 'secondMonitoring'> {
  if (stage.secondRegion === undefined) {
    return { secondData: undefined, secondService: undefined, secondMonitoring: undefined };
  }
  const env = environmentOf(stage, stage.secondRegion);
  const id = (name: string) => `Latchkey-${stage.name}-${name}-${stage.secondRegion}`;
  const props = (name: string) => ({ stage, env, stackName: id(name) });
  const secondData = new DataStack(scope, id('Data'), { ...props('Data'), tables: ['flows'] });
  // Its functions find their Tenants in the replica, which the first region makes.
  secondData.addStackDependency(first.data);
  const secondService = new ServiceStack(scope, id('Service'), {
    ...props('Service'),
    codeOf,
    emergency,
    streams: streamsOf(secondData),
    role: 'second',
    first: first.service,
  });
  secondService.addStackDependency(secondData);
  // Route 53 takes a record to fail over to only beside one that fails over: the first region's becomes that.
  // And its check of a release signs with the first region's key.
  secondService.addStackDependency(first.service);
  // Alarms write to topics of their own region: who is on call confirms twice, and hears of both.
  const secondMonitoring = new MonitoringStack(scope, id('Monitoring'), {
    ...props('Monitoring'),
    service: secondService,
    role: 'second',
  });
  secondMonitoring.addStackDependency(secondService);
  return { secondData, secondService, secondMonitoring };
}

/** Gives every resource the stage's tags, and every role its permissions boundary, which many companies demand. */
function followAccountRules(scope: Construct, { name, tags, permissionsBoundary }: Stage): void {
  // The registry's schema of a dashboard has no tags in every region; CloudFormation would refuse the stack there.
  const excludeResourceTypes = ['AWS::CloudWatch::Dashboard'];
  for (const [key, value] of Object.entries({ ...tags, 'latchkey:stage': name })) {
    Tags.of(scope).add(key, value, { excludeResourceTypes });
  }
  if (permissionsBoundary === undefined) return;
  PermissionsBoundary.of(scope).apply(
    ManagedPolicy.fromManagedPolicyArn(scope, 'PermissionsBoundary', permissionsBoundary),
  );
}

function environmentOf({ account }: Stage, region: string | undefined): Environment {
  return defined({ account, region });
}
