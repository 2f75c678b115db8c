import { CfnOutput, CrossStackReferences, ReferenceStrength, Stack, type StackProps } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { type FunctionName, isBackground, isOpenId } from '../../functions/routes.ts';
import type { Site } from '../../shared/apps/site.ts';
import { edgeOriginHost } from '../../shared/apps/unreachable-name.ts';
import { defined } from '../../shared/objects/defined.ts';
import type { CodeOf } from '../bundling/bundles.ts';
import { AcceptedSignIns } from '../constructs/accepted-sign-ins.ts';
import { AppDomain } from '../constructs/app-domain.ts';
import { AppRecords, type FailoverRecord } from '../constructs/app-records.ts';
import { Canary } from '../constructs/canary.ts';
import { clientAuthority } from '../constructs/client-authority.ts';
import { acceptedEdgeSecrets } from '../constructs/edge-secrets.ts';
import { functionCode } from '../constructs/function-code.ts';
import { LatchkeyApi } from '../constructs/latchkey-api.ts';
import { LatchkeyFunction } from '../constructs/latchkey-function.ts';
import { MetadataRefresh } from '../constructs/metadata-refresh.ts';
import { pascalCase, tableReferences } from '../constructs/names.ts';
import { writeOperatorOutput, writeUrlOutputs } from '../constructs/outputs.ts';
import { SessionEnds } from '../constructs/session-ends.ts';
import { SecondReleaseCheck, SignInChecks } from '../constructs/sign-in-checks.ts';
import type { Keys } from '../constructs/stage-keys.ts';
import { functionEnvironment } from '../functions/function-environment.ts';
import { functionNames } from '../functions/function-records.ts';
import { apiHost, ReadinessHealthCheck } from '../monitoring/readiness-health-check.ts';
import type { Stage } from '../stage.ts';
import { addressesOf, hasDomainForEveryApp, retiredSitesOf, sitesOf } from '../stage-addresses.ts';
import { edgeTarget } from './edge-stack.ts';

/** The ARNs of the tables' streams in this region, of those that the stage makes. */
export interface TableStreams {
  readonly flows: string | undefined;
  readonly tenants: string | undefined;
}

/** What the service runs on. */
export interface ServiceStackProps extends StackProps {
  readonly stage: Stage;
  readonly codeOf: CodeOf;
  readonly keys?: Keys;
  readonly streams: TableStreams;
  /** Which of two regions it is in; default: the only one, or the first. */
  readonly role?: FailoverRecord['role'];
  /** Of the first region, with the key of the check tenant; in the second. */
  readonly first?: ServiceStack | undefined;
  /** Deploys new versions all at once, without alarms. Default false. */
  readonly emergency?: boolean;
}

/** Background functions that the second region has too: its flows and its versions are its own. */
const inEachRegion: readonly FunctionName[] = ['check-release', 'announce-session-ends', 'notify-clients'];

/** CloudFront, which asks the other region itself, by the records of its origin. */
const behindItself: FailoverRecord = { role: 'first', alwaysHealthy: true };

/** The functions, the HTTP API in front of them, and where each app stands. */
export class ServiceStack extends Stack {
  /** The function of every name. */
  readonly functions: ReadonlyMap<FunctionName, LatchkeyFunction>;
  readonly api: LatchkeyApi;
  readonly sites: readonly Site[];
  /** Of the apps' domains, in this region. */
  readonly certificates: readonly ICertificate[];
  /** The metadata refresh; in the first of two regions. */
  readonly keyWatch: MetadataRefresh | undefined;
  /** Tells of sessions that ended. */
  readonly sessionEnds: SessionEnds | undefined;
  /** Asks this region's API whether it is ready; in a stage with two regions. */
  readonly healthCheck: ReadinessHealthCheck | undefined;
  /** Signs for the check tenant; of the first region. */
  readonly checkKey: IKey | undefined;
  /** The alarms that roll a deployment back. */
  readonly rollbackAlarms: readonly IAlarm[];

  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    const { stage, codeOf, keys = {}, streams, role = 'first', first, emergency = false, ...rest } = props;
    super(scope, id, rest);
    // Resolved when the second region is deployed, without resources that would tie the two together.
    if (first !== undefined) CrossStackReferences.of(this).consume(ReferenceStrength.WEAK);
    const tables = tableReferences(this, stage);
    // The second region is watched from outside at the API's own address, where no app answers.
    const ownAddress = !hasDomainForEveryApp(stage) || stage.secondRegion !== undefined;
    this.api = new LatchkeyApi(this, 'Api', { stage, ownAddress });
    this.sites = sitesOf(stage, () => this.api.apiEndpoint);
    const retiredSites = retiredSitesOf(stage, () => this.api.ownAddress);
    const edgeSecrets = stage.edge && acceptedEdgeSecrets(stage, stage.edge);
    const context = { stage, tables, sites: this.sites, retiredSites, keys, edgeSecrets, role };
    // Metadata is refreshed in one region alone: the other reads what that one has written.
    const names = functionNames.filter(
      (name) =>
        (role === 'first' || !isBackground(name) || inEachRegion.includes(name)) &&
        (stage.openIdConnect || !(isOpenId(name) || name === 'notify-clients')),
    );
    this.functions = new Map(
      names.map((name) => {
        const environment = functionEnvironment(name, context);
        const given = {
          name,
          stage,
          code: functionCode(this, name, stage, codeOf(name)),
          tables,
          keys,
          environment,
        };
        return [name, new LatchkeyFunction(this, pascalCase(name), given)];
      }),
    );
    this.api.serve(this.functions);
    const acceptedLog = this.functions.get('assertion-consumer')?.logGroup;
    if (acceptedLog !== undefined) new AcceptedSignIns(this, 'AcceptedSignIns', acceptedLog);
    this.keyWatch =
      role === 'first'
        ? new MetadataRefresh(this, 'KeyWatch', { stage, functions: this.functions })
        : undefined;
    if (streams.flows !== undefined) {
      this.sessionEnds = new SessionEnds(this, 'SessionEnds', {
        functions: this.functions,
        flowsStreamArn: streams.flows,
        tenantsStreamArn: streams.tenants,
        bus: this.keyWatch?.bus,
      });
    }
    const canary = new Canary(this, 'Canary', {
      functions: this.functions,
      emergency,
      preTrafficCheck: this.functions.get('check-release'),
    });
    this.rollbackAlarms = canary.alarms;
    const checked = { functions: this.functions, deploymentGroups: canary.deploymentGroups };
    if (first === undefined)
      this.checkKey = new SignInChecks(this, 'SignInChecks', { stage, ...checked }).key;
    // An emergency may be that the first region is down: nothing of the second then asks for it.
    else if (first.checkKey !== undefined && !emergency) {
      new SecondReleaseCheck(this, 'ReleaseCheck', { ...checked, key: first.checkKey });
    }
    // The records follow the first alone. The second is asked too: a standby that fails is noticed before it is needed.
    this.healthCheck =
      stage.secondRegion === undefined
        ? undefined
        : new ReadinessHealthCheck(this, 'Health', apiHost(this.api));
    if (this.healthCheck !== undefined) this.#nameHealthCheck(this.healthCheck, role);
    this.certificates = this.#giveDomains(stage, role);
    writeUrlOutputs(this, this.sites);
    writeOperatorOutput(this, tables, this.sites, keys, stage.metadataHosts);
  }

  #giveDomains(stage: Stage, role: FailoverRecord['role']): readonly ICertificate[] {
    const certificates: ICertificate[] = [];
    const failover = stage.secondRegion === undefined ? undefined : this.#failoverTo(role);
    const mtls = clientAuthority(this, stage);
    for (const { settings: app, constructId } of addressesOf(stage)) {
      const certificateArn = role === 'first' ? app.certificateArn : app.secondRegionCertificateArn;
      const domain = new AppDomain(this, constructId, {
        api: this.api,
        app,
        certificateArn,
        failover: failover !== undefined,
        mtls,
      });
      certificates.push(domain.certificate);
      // "For failover alias records, you can't specify a CloudFront distribution for both the primary and secondary
      // records": the second keeps its own, which no one gets while the first counts as healthy.
      const edge = role === 'first' ? edgeTarget(stage, constructId, app) : undefined;
      // The name by which an edge finds the API is always there: otherwise it would go before the last visitors have.
      const origin = edgeOriginHost(app.domain);
      const { zone } = domain;
      if (zone === undefined) {
        this.#writeTarget(`${constructId}Target`, app.domain, edge?.dnsName ?? domain.dnsName);
        if (stage.edge !== undefined) {
          this.#writeTarget(`${constructId}OriginTarget`, origin, domain.dnsName);
        }
        continue;
      }
      const target = edge ?? domain.target;
      const visitors = edge === undefined || failover === undefined ? failover : behindItself;
      new AppRecords(domain, 'Records', { zone, host: app.domain, target, failover: visitors });
      new AppRecords(domain, 'OriginRecords', { zone, host: origin, target: domain.target, failover });
    }
    return certificates;
  }

  #nameHealthCheck({ healthCheckId }: ReadinessHealthCheck, role: FailoverRecord['role']): void {
    new CfnOutput(this, 'HealthCheckId', {
      value: healthCheckId,
      description:
        role === 'first'
          ? 'The hosts lead to the second region while this health check fails: docs/operating.md, Fail over and back by hand'
          : 'Whether the second region is ready to take over',
    });
  }

  #writeTarget(id: string, host: string, value: string): void {
    new CfnOutput(this, id, {
      value,
      description: `To be entered in DNS: ${host} CNAME (or ALIAS) this`,
    });
  }

  #failoverTo(role: FailoverRecord['role']): FailoverRecord {
    return role === 'first' ? { role, ...defined({ healthCheck: this.healthCheck }) } : { role };
  }
}
