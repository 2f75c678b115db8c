import type { Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { type ITableV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { FunctionName } from '../../functions/routes.ts';
import type { AppId } from '../../shared/ids/app-id.ts';
import { type TableName, tableDefinitions } from '../../shared/store/tables.ts';
import { buildStage, type StageStacks } from '../build-stage.ts';
import type { CodeOf } from '../bundling/bundles.ts';
import type { EdgeAccess } from '../constructs/edge-access.ts';
import { constructIdOfTable, tableReferences } from '../constructs/names.ts';
import type { Keys } from '../constructs/stage-keys.ts';
import { featureFlags } from './feature-flags.ts';
import type { LatchkeyProps } from './latchkey-props.ts';
import { operatorPermissions } from './operator-permissions.ts';
import { RegionOfLatchkey } from './region-of-latchkey.ts';
import { nameWithoutPath } from './stable-logical-ids.ts';
import { stageOfProps } from './stage-of-props.ts';

/**
 * Latchkey in an app of a vendor, with code from wherever `codeOf` finds it. Apps use {@link Latchkey}, which brings the
 * bundles of the package.
 */
export class EmbeddedLatchkey extends Construct {
  /** The HTTP API; in the first of two regions. */
  readonly api: HttpApi;
  /** The live alias of every function, by name; in the first of two regions. */
  readonly functions: Readonly<Record<FunctionName, IFunction>>;
  /** Both tables, by name. What their items hold is in docs/reference/data.md. */
  readonly tables: Readonly<Record<TableName, ITableV2>>;
  /** Where Latchkey sends its events, which docs/events.md lists: give your rules this bus. */
  readonly bus: IEventBus;
  /** What docs/runbook.md has a section for, and the alarms that roll a deployment back; of both regions. */
  readonly alarms: readonly IAlarm[];
  /** What the alarms of the first region write to. */
  readonly alarmTopic: ITopic;
  /**
   * What all alarms write to: {@link alarmTopic}, that of the second region, and the one in us-east-1 about hosts, edge and
   * failover, which a deployment with a domain has. Subscribe a pager to each.
   */
  readonly alarmTopics: readonly ITopic[];
  /** What notices about keys and metadata are written to. */
  readonly noticeTopic: ITopic;
  /** Where each app is reached: `https://perform.example.com`, with `{tenant}` where the tenant stands in the host. */
  readonly origins: Readonly<Record<AppId, string>>;
  /** Latchkey's stacks, in the order in which they are deployed; for dependencies, aspects and tags. */
  readonly stacks: readonly Stack[];
  /** API, functions and grants of the second region; `undefined` without {@link LatchkeyProps.secondRegion}. */
  readonly secondRegion: RegionOfLatchkey | undefined;
  /** What a distribution of your own needs in front of Latchkey; `undefined` without {@link LatchkeyProps.edge}. */
  readonly edge: EdgeAccess | undefined;
  readonly #service: Stack;
  readonly #keys: Keys;
  readonly #firstRegion: RegionOfLatchkey;

  /**
   * @throws Error with a line for each fault of the props
   * @internal
   */
  constructor(scope: Construct, id: string, props: LatchkeyProps, codeOf: CodeOf) {
    super(scope, id);
    // Before the first child: CDK allows it no later.
    for (const [flag, value] of Object.entries(featureFlags)) this.node.setContext(flag, value);
    const stage = stageOfProps(this, props);
    const made = buildStage(this, stage, codeOf, { emergency: props.emergency ?? false });
    const { service, monitoring } = made;
    const { keyWatch } = service;
    if (keyWatch === undefined) throw new Error('The first region has no metadata refresh');
    this.#service = service;
    this.#keys = made.keys?.keys ?? {};
    this.stacks = orderOf(made);
    for (const stack of this.stacks) nameWithoutPath(stack);
    this.#firstRegion = new RegionOfLatchkey(service);
    this.secondRegion = made.secondService && new RegionOfLatchkey(made.secondService);
    this.edge = made.edge?.access;
    this.api = service.api;
    this.functions = this.#firstRegion.functions as Readonly<Record<FunctionName, IFunction>>;
    this.tables = tablesOf(service, tableReferences(service, stage));
    this.bus = EventBus.fromEventBusName(service, 'BusByName', `latchkey-${stage.name}`);
    this.alarms = [
      ...monitoring.alarms,
      ...service.rollbackAlarms,
      ...(made.secondMonitoring?.alarms ?? []),
      ...(made.globalMonitoring?.alarms ?? []),
      ...(made.secondService?.rollbackAlarms ?? []),
    ];
    this.alarmTopic = monitoring.topic;
    const watching = [monitoring, made.secondMonitoring, made.globalMonitoring];
    this.alarmTopics = watching.flatMap((stack) => (stack === undefined ? [] : [stack.topic]));
    this.noticeTopic = keyWatch.topic;
    // The address to leave comes first, and is an app's until the move ends.
    const origins = service.sites.map(({ app, origin }) => [app.id, origin]).reverse();
    this.origins = Object.fromEntries(origins) as Record<AppId, string>;
  }

  /**
   * Lets a function of yours ask who is signed in; in the first of two regions.
   * @see RegionOfLatchkey.grantReadSessions
   */
  grantReadSessions(grantee: IGrantable): Grant {
    return this.#firstRegion.grantReadSessions(grantee);
  }

  /**
   * Lets a role run the `latchkey` command on this deployment: read and change tenants and users, read flows, end
   * sessions, make certificates of Latchkey's own keys, and read the outputs and the protection of the tables.
   */
  grantOperate(grantee: IGrantable): Grant {
    const grants = operatorPermissions(this.#service, this.tables, this.#keys).map(
      ({ actions, resourceArns }) =>
        Grant.addToPrincipal({ grantee, actions: [...actions], resourceArns: [...resourceArns] }),
    );
    return grants.reduce((all, each) => all.combine(each));
  }
}

/** References by name: they export nothing. */
function tablesOf(
  scope: Stack,
  references: ReturnType<typeof tableReferences>,
): Readonly<Record<TableName, ITableV2>> {
  const reference = (table: TableName) =>
    TableV2.fromTableAttributes(scope, `${constructIdOfTable(table)}ByName`, {
      tableArn: references[table].arn,
      globalIndexes: tableDefinitions[table].indexes.map(({ name }) => name),
    });
  return { tenants: reference('tenants'), flows: reference('flows') };
}

function orderOf(made: StageStacks): readonly Stack[] {
  const { data, keys, service, monitoring, edge, secondData, secondService, secondMonitoring } = made;
  const { globalMonitoring } = made;
  const all = [edge, data, keys, service, secondData, secondService, globalMonitoring, monitoring];
  return [...all, secondMonitoring].filter((stack) => stack !== undefined);
}
