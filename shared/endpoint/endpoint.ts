import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { type Answer, toResult } from '../http/answer.ts';
import { type Edge, edgeFrom } from '../http/edge.ts';
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

/** Answers a request, or throws a Problem or a ProblemResponse. */
export type RouteHandler = (request: EndpointRequest) => Promise<Answer>;

/** A Lambda function behind an API Gateway HTTP API, payload 2.0. */
export type LambdaHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/** How an endpoint differs from the others. */
export interface EndpointOptions {
  /**
   * The methods that reach the route handler; any other is answered with 405. GET includes HEAD: the route handler
   * answers it like a GET without its effects, and only the headers are sent (RFC 9110 9.3.2).
   */
  readonly methods: readonly [string, ...string[]];
  /** How problems are shown. Default `page`. */
  readonly problems?: ProblemFormat;
  /** The log event of a rejected request. Default `request.refused`. */
  readonly event?: RejectedRequest['event'];
  /**
   * Returns what the address alone says about a rejected request: app, tenant, the app's name, the retry link. It must
   * not read any store. Values in a ProblemResponse override these.
   */
  readonly problemContext?: (request: EndpointRequest) => ProblemContext;
  /** The problem of a body over the limit. Default `body-too-large`. */
  readonly tooLarge?: ProblemCode;
  /** Default: the system's clock. */
  readonly clock?: () => Date;
  /** The source of references. Default: the system's generator. */
  readonly random?: Random;
  /** The edge in front of the endpoint. Default: read from the environment, so that no function omits it. */
  readonly edge?: Edge;
  /**
   * Whether the event of a Lambda authorizer, which may invoke the function by IAM, needs no edge. Default `false`.
   */
  readonly acceptsAuthorizers?: boolean;
}

/** How long before the Lambda time-out the endpoint answers, in milliseconds, so that the person still gets a page. */
const timeoutReserveMillis = 200;

/**
 * Returns a Lambda handler around a route handler: it reads the request, checks method and size, and answers problems.
 * The handler never rejects, and every answer carries the security headers.
 * @example ```ts
 * export const handler = endpoint(async () => text(200, 'text/plain', 'ok'), { methods: ['GET'] });
 * ```
 */
export function endpoint(step: RouteHandler, options: EndpointOptions): LambdaHandler {
  const methods = options.methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  const stack = middy<IncomingEvent, Answer>(async (event: IncomingEvent) => step(incomingOf(event)), {
    timeoutEarlyInMillis: timeoutReserveMillis,
  })
    // The first middleware ends last: by then everything about the request has been counted.
    .use({ after: counters.publish, onError: counters.publish })
    .use(requestReader({ clock: options.clock, random: options.random }))
    .use(edgeGuard(options.edge ?? edgeFrom(process.env), options.acceptsAuthorizers))
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
