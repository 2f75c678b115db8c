import { type App, type Environment, Tags } from 'aws-cdk-lib';
import { ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import { defined } from '../shared/objects/defined.ts';
import type { CodeOf } from './bundling/bundles.ts';
import { edgeRegion } from './constructs/edge-secrets.ts';
import { DataStack } from './stacks/data-stack.ts';
import { EdgeStack } from './stacks/edge-stack.ts';
import { KeysStack } from './stacks/keys-stack.ts';
import { MonitoringStack } from './stacks/monitoring-stack.ts';
import { ServiceStack } from './stacks/service-stack.ts';
import type { Stage } from './stages.ts';

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
}

/** How one deployment differs from the others of its stage. */
export interface DeploymentOptions {
  /** Deploys new versions all at once, without alarms. Default false. */
  readonly emergency?: boolean;
}

/** Every stack of a stage, in the order in which they are deployed. */
export function buildStage(
  app: App,
  stage: Stage,
  codeOf: CodeOf,
  { emergency = false }: DeploymentOptions = {},
): StageStacks {
  const env = environmentOf(stage, stage.region);
  const id = (name: string) => `Latchkey-${stage.name}-${name}`;
  followAccountRules(app, stage);

  const data = new DataStack(app, id('Data'), { stage, env });
  const keys =
    stage.decryption || stage.requestSigning ? new KeysStack(app, id('Keys'), { stage, env }) : undefined;
  const service = new ServiceStack(app, id('Service'), {
    stage,
    env,
    codeOf,
    emergency,
    ...defined({ keys: keys?.keys }),
  });
  service.addStackDependency(data);
  const monitoring = new MonitoringStack(app, id('Monitoring'), { stage, service, env });
  monitoring.addStackDependency(service);
  const edge =
    stage.edge &&
    new EdgeStack(app, id('Edge'), { stage, edge: stage.edge, env: environmentOf(stage, edgeRegion) });
  edge?.addStackDependency(service);
  return { data, keys, service, monitoring, edge, ...secondRegion(app, stage, codeOf, data, emergency) };
}

function secondRegion(
  app: App,
  stage: Stage,
  codeOf: CodeOf,
  first: DataStack,
  emergency: boolean,
): Pick<StageStacks, 'secondData' | 'secondService' | 'secondMonitoring'> {
  if (stage.secondRegion === undefined) {
    return { secondData: undefined, secondService: undefined, secondMonitoring: undefined };
  }
  const env = environmentOf(stage, stage.secondRegion);
  const id = (name: string) => `Latchkey-${stage.name}-${name}-${stage.secondRegion}`;
  const secondData = new DataStack(app, id('Data'), { stage, env, tables: ['flows'] });
  // Its functions find their Tenants in the replica, which the first region makes.
  secondData.addStackDependency(first);
  const secondService = new ServiceStack(app, id('Service'), {
    stage,
    env,
    codeOf,
    emergency,
    role: 'second',
  });
  secondService.addStackDependency(secondData);
  // Alarms write to topics of their own region: who is on call confirms twice, and hears of both.
  const secondMonitoring = new MonitoringStack(app, id('Monitoring'), {
    stage,
    service: secondService,
    env,
    role: 'second',
  });
  secondMonitoring.addStackDependency(secondService);
  return { secondData, secondService, secondMonitoring };
}

/** Gives every resource the stage's tags, and every role its permissions boundary, which many companies demand. */
function followAccountRules(app: App, { name, tags, permissionsBoundary }: Stage): void {
  // The registry's schema of a dashboard has no tags in every region; CloudFormation would refuse the stack there.
  const excludeResourceTypes = ['AWS::CloudWatch::Dashboard'];
  for (const [key, value] of Object.entries({ ...tags, 'latchkey:stage': name })) {
    Tags.of(app).add(key, value, { excludeResourceTypes });
  }
  if (permissionsBoundary === undefined) return;
  PermissionsBoundary.of(app).apply(
    ManagedPolicy.fromManagedPolicyArn(app, 'PermissionsBoundary', permissionsBoundary),
  );
}

function environmentOf({ account }: Stage, region: string | undefined): Environment {
  return defined({ account, region });
}
