import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnApi,
  type CfnStage,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  IpAddressType,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import {
  defaultFunction,
  type FunctionName,
  isMistakenReplyUrl,
  type Route,
  routesOfApps,
} from '../../functions/routes.ts';
import type { Stage } from '../stage.ts';
import { apiPath } from './api-path.ts';
import type { LatchkeyFunction } from './latchkey-function.ts';
import { apiLogGroupName, pascalCase } from './names.ts';

/** What the API is made from. */
export interface LatchkeyApiProps {
  readonly stage: Stage;
  /** Whether it answers at its own address too. */
  readonly ownAddress: boolean;
}

/** A customer who has entered a wrong Reply URL sends a few people there until it is corrected. */
const mistakenReplyUrls = { perSecond: 5, burst: 10 } as const;

/**
 * The HTTP API: exactly the routes of functions/routes.ts, with a throttle of their own for sign-on and for the
 * assertion consumer, so that a flood of one closes no other door, and a log line a request.
 */
export class LatchkeyApi extends HttpApi {
  readonly stage: HttpStage;
  readonly #settings: Stage;

  constructor(scope: Construct, id: string, { stage, ownAddress }: LatchkeyApiProps) {
    super(scope, id, {
      apiName: `latchkey-${stage.name}`,
      description: `Latchkey ${stage.name}: SAML sign-on`,
      createDefaultStage: false,
      disableExecuteApiEndpoint: !ownAddress,
      ipAddressType: IpAddressType.DUAL_STACK,
    });
    this.#settings = stage;
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason:
        'People call it before they sign in, so no authorizer can protect it. Each function checks its own input.',
    });
    const log = new LogGroup(scope, `${id}Log`, {
      logGroupName: apiLogGroupName(stage),
      retention: stage.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const { perSecond, burst } = stage.throttles.other;
    this.stage = new HttpStage(this, 'DefaultStage', {
      httpApi: this,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: perSecond, burstLimit: burst },
      // Metrics per route would cost more than everything else in a month without sign-ins.
      detailedMetricsEnabled: false,
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(accessLogFormat),
      },
    });
  }

  /** The API's own address, also where it does not answer there any more. */
  get ownAddress(): string {
    return (this.node.defaultChild as CfnApi).attrApiEndpoint;
  }

  /** Every route, each to the live version of its function. */
  serve(functions: ReadonlyMap<FunctionName, LatchkeyFunction>): void {
    const integrations = new Map(
      [...functions].map(([name, { live }]) => [
        name,
        new HttpLambdaIntegration(`${pascalCase(name)}Integration`, live as IFunction, {
          // The function is this API's alone, and one permission a route would outgrow its policy.
          scopePermissionToRoute: false,
        }),
      ]),
    );
    const integrationOf = (name: FunctionName): HttpLambdaIntegration => {
      const integration = integrations.get(name);
      if (integration === undefined) throw new Error(`There is no function ${name}`);
      return integration;
    };
    const made: [Route, HttpRoute][] = [];
    // Two apps may have the same path with the same function; the API has it once.
    for (const route of new Map(
      routesOfApps(this.#settings.profiles, this.#settings).map((each) => [
        `${each.method} ${apiPath(each.path)}`,
        each,
      ]),
    ).values()) {
      const [construct] = this.addRoutes({
        path: apiPath(route.path),
        methods: [HttpMethod[route.method]],
        integration: integrationOf(route.function),
      });
      if (construct !== undefined) made.push([route, construct]);
    }
    new HttpRoute(this, 'Otherwise', {
      httpApi: this,
      routeKey: HttpRouteKey.DEFAULT,
      integration: integrationOf(defaultFunction),
    });
    this.#throttle(made);
  }

  #throttle(made: readonly [Route, HttpRoute][]): void {
    const { signOn, assertionConsumer } = this.#settings.throttles;
    // Who asks for a code begins a sign-in, or goes on with one; who redeems it ends one.
    const throttled = {
      'sign-on': signOn,
      authorize: signOn,
      'assertion-consumer': assertionConsumer,
      token: assertionConsumer,
    } as const;
    const settings: Record<string, unknown> = {};
    for (const [route, construct] of made) {
      const { method, path, function: name } = route;
      if (!isOneOf(throttled, name)) continue;
      const { perSecond, burst } = isMistakenReplyUrl(route) ? mistakenReplyUrls : throttled[name];
      settings[`${method} ${apiPath(path)}`] = {
        ThrottlingRateLimit: perSecond,
        ThrottlingBurstLimit: burst,
      };
      // The stage names routes that have to exist first.
      this.stage.node.addDependency(construct);
    }
    (this.stage.node.defaultChild as CfnStage).routeSettings = settings;
  }
}

function isOneOf<Known extends object>(known: Known, name: PropertyKey): name is keyof Known {
  return Object.hasOwn(known, name);
}

/**
 * One JSON line a request. Neither query nor cookies nor body are in it: a query may hold a SAML message, a cookie
 * is a session. `path` has no query. Each field is paid for a million times: the time is CloudWatch's own, API Gateway's
 * error message repeats the status, and a function that fails has an error instead of an answer, and
 * the route begins with the method.
 */
export const accessLogFormat = JSON.stringify({
  requestId: '$context.requestId',
  sourceIp: '$context.identity.sourceIp',
  userAgent: '$context.identity.userAgent',
  host: '$context.domainName',
  path: '$context.path',
  route: '$context.routeKey',
  status: '$context.status',
  latencyMilliseconds: '$context.responseLatency',
  functionError: '$context.integrationErrorMessage',
});
