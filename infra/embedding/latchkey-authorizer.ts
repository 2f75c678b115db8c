import { Annotations, type CfnResource, Duration } from 'aws-cdk-lib';
import type {
  HttpApi,
  HttpRouteAuthorizerBindOptions,
  HttpRouteAuthorizerConfig,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { appVariable } from '../../functions/session/constants.ts';
import type { AppId } from '../../shared/ids/app-id.ts';
import { longestMemorySeconds } from './authorizer-memory.ts';
import type { EmbeddedLatchkey } from './embedded-latchkey.ts';
import type { RegionOfLatchkey } from './region-of-latchkey.ts';

/** How an API of yours is protected. */
export interface LatchkeyAuthorizerProps {
  /** The deployment whose sessions count; in a second region its `secondRegion`. */
  readonly latchkey: EmbeddedLatchkey | RegionOfLatchkey;
  /**
   * How long API Gateway remembers an answer: a session that has ended counts for so long after. At most 30 seconds;
   * `Duration.seconds(0)` remembers none. Default: 30 seconds.
   */
  readonly remember?: Duration;
  /**
   * The app whose sessions count at an API that has another host than the app: behind a distribution of your own that
   * does not forward the visitor's host. Compare the tenant of the context with the one that you serve. Default: the
   * host of the API decides about app and tenant, as for `GET /session`.
   */
  readonly app?: AppId;
}

/**
 * Lets only people with a session reach routes of your own HTTP API. The function of `GET /session` decides; there is no
 * function of its own. `event.requestContext.authorizer.lambda` has `app`, `tenant`, `user` (the id), `signInName`,
 * `displayName`, `administrator`, `claims` (JSON), `signedInAt` and `expiresAt`, each a text.
 *
 * API Gateway answers 401 without a Cookie header, 403 without a session, 500 where no decision is possible. It
 * remembers an answer for the same cookies at the same host.
 * @example ```ts
 * const signedIn = new LatchkeyAuthorizer('SignedIn', { latchkey: sso });
 * new HttpApi(this, 'Api', { defaultAuthorizer: signedIn });
 * ```
 */
export class LatchkeyAuthorizer extends HttpLambdaAuthorizer {
  readonly #app: AppId | undefined;

  /** @throws Error for a longer memory than 30 seconds, or an app that the deployment does not have */
  constructor(id: string, { latchkey, remember, app }: LatchkeyAuthorizerProps) {
    const memory = remember ?? Duration.seconds(longestMemorySeconds);
    if (memory.toSeconds() > longestMemorySeconds) {
      throw new Error(`LatchkeyAuthorizer ${id}: remember must be at most ${longestMemorySeconds} seconds`);
    }
    if (app !== undefined && 'origins' in latchkey && !(app in latchkey.origins)) {
      const known = Object.keys(latchkey.origins).join(', ');
      throw new Error(`LatchkeyAuthorizer ${id}: app must be one of ${known}`);
    }
    super(id, latchkey.functions.session, {
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      // These are the key of what API Gateway remembers: the same cookies at another host are another question.
      identitySource: ['$request.header.Cookie', '$context.domainName'],
      resultsCacheTtl: memory,
    });
    this.#app = app;
  }

  /** @internal */
  override bind(options: HttpRouteAuthorizerBindOptions): HttpRouteAuthorizerConfig {
    if (this.#app !== undefined) nameApp(options, this.#app);
    return super.bind(options);
  }
}

/** A client of the API cannot change a stage variable. */
function nameApp({ route, scope }: HttpRouteAuthorizerBindOptions, app: AppId): void {
  const { defaultStage } = route.httpApi as Partial<HttpApi>;
  const stage = defaultStage?.node.defaultChild as CfnResource | undefined;
  if (stage === undefined) {
    const message = `Set the stage variable ${appVariable} to ${app} on each stage of this API: without it, LatchkeyAuthorizer refuses every request.`;
    Annotations.of(scope).addWarningV2('latchkey:authorizer-app', message);
    return;
  }
  stage.addPropertyOverride(`StageVariables.${appVariable}`, app);
}
