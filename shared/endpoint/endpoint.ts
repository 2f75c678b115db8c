import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { type Answer, toResult } from '../http/answer.ts';
import { edgeSecretsFrom } from '../http/edge-secret.ts';
import type { EndpointRequest } from '../http/request.ts';
import type { Random } from '../ids/secret.ts';
import type { RejectedRequest } from '../observability/log.ts';
import { counters } from '../observability/metrics.ts';
import type { ProblemCode } from '../problems/problem.ts';
import {
  answerGuard,
  bodyReader,
  edgeGuard,
  type IncomingEvent,
  incomingOf,
  methodGuard,
  requestReader,
} from './middleware.ts';
import type { ProblemFormat } from './problem-answer.ts';
import { problemCatcher } from './problem-catcher.ts';
import type { ProblemContext } from './problem-response.ts';

/** What an endpoint does: from a request to an answer, or it throws a Problem or a ProblemResponse. */
export type RouteHandler = (request: EndpointRequest) => Promise<Answer>;

/** A Lambda function behind an API Gateway HTTP API, payload 2.0. */
export type LambdaHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/** How an endpoint differs from the others. */
export interface EndpointOptions {
  /**
   * The methods that reach the route handler; every other is answered with 405. HEAD comes with GET: the route handler
   * answers it as a GET without its effects, and only the headers are sent (RFC 9110 9.3.2).
   */
  readonly methods: readonly [string, ...string[]];
  /** How problems are shown. Default `page`. */
  readonly problems?: ProblemFormat;
  /** What a refusal is called in the log. Default `request.refused`. */
  readonly event?: RejectedRequest['event'];
  /**
   * What the address alone tells about a refused request: app, tenant, the app's name, where to try again.
   * Must not ask any store. What a route handler throws in a ProblemResponse goes before it.
   */
  readonly problemContext?: (request: EndpointRequest) => ProblemContext;
  /** What a body over the limit is refused as. Default `body-too-large`. */
  readonly tooLarge?: ProblemCode;
  /** Default: the system's clock. */
  readonly clock?: () => Date;
  /** Where references come from. Default: the system's generator. */
  readonly random?: Random;
  /** What a request through the edge brings. Default: what the environment says, so that no function forgets it. */
  readonly edgeSecrets?: readonly string[];
}

/** Milliseconds before Lambda would end a request without a word, in which a person still gets a page. */
const timeoutReserveMillis = 200;

/**
 * The stack around every route handler: request read, method and size checked, problems answered. The handler never
 * rejects, and every answer of it carries the security headers.
 */
export function endpoint(step: RouteHandler, options: EndpointOptions): LambdaHandler {
  const methods = options.methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  const stack = middy<IncomingEvent, Answer>(async (event: IncomingEvent) => step(incomingOf(event)), {
    timeoutEarlyInMillis: timeoutReserveMillis,
  })
    // The first middleware ends last: by then everything about the request has been counted.
    .use({ after: counters.publish, onError: counters.publish })
    .use(requestReader({ clock: options.clock, random: options.random }))
    .use(edgeGuard(options.edgeSecrets ?? edgeSecretsFrom(process.env)))
    .use(methodGuard(methods))
    .use(bodyReader(options.tooLarge))
    .use(answerGuard())
    .use(
      problemCatcher({
        methods,
        format: options.problems ?? 'page',
        event: options.event ?? 'request.refused',
        contextOf: options.problemContext ?? (() => ({})),
      }),
    );
  return async (event, context) => {
    const result = toResult(await stack(event, context));
    return event.requestContext?.http.method === 'HEAD' ? { ...result, body: '' } : result;
  };
}
