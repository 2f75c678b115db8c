import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Answer, headerBytes, maximumHeaderBytes } from '../http/answer.ts';
import { readBody } from '../http/body.ts';
import { type Edge, showsSecret, visitorAddressOf } from '../http/edge.ts';
import { type EndpointRequest, readRequest } from '../http/request.ts';
import { newReference } from '../ids/reference.ts';
import { type Random, systemRandom } from '../ids/secret.ts';
import { counters } from '../observability/metrics.ts';
import { Problem, type ProblemCode } from '../problems/problem.ts';

/** The event in the middleware stack. {@link requestReader} adds the request. */
export type IncomingEvent = APIGatewayProxyEventV2 & { readonly incoming?: EndpointRequest };

/** A middleware of the stack. */
export type EndpointMiddleware = MiddlewareObj<IncomingEvent, Answer>;

/**
 * Returns the request that {@link requestReader} has read.
 * @throws TypeError where it has not run, which is a bug in the stack
 */
export function incomingOf(event: IncomingEvent): EndpointRequest {
  if (event.incoming === undefined) throw new TypeError('the request has not been read');
  return event.incoming;
}

/** The source of a request's time and reference. Default: the system's clock and generator. */
export interface RequestOrigin {
  readonly clock?: (() => Date) | undefined;
  readonly random?: Random | undefined;
}

/** Reads the event as a request, without its body. */
export function requestReader({
  clock = () => new Date(),
  random = systemRandom,
}: RequestOrigin): EndpointMiddleware {
  return {
    before: function readEvent(stack) {
      const incoming = readRequest(stack.event, newReference(random), clock());
      stack.event = { ...stack.event, incoming };
    },
  };
}

/**
 * Rejects requests that bypassed the edge and its firewall, or counts them while the edge is optional. Of a request
 * that came through it, the visitor's address is known: nothing else is believed about it. `acceptsAuthorizers`: an event
 * of a Lambda authorizer passes, see {@link isOfAuthorizer}.
 * @throws Problem `tenant-not-found`
 */
export function edgeGuard(
  { secrets, acceptsDirectRequests }: Edge,
  acceptsAuthorizers = false,
): EndpointMiddleware {
  return {
    before: function guardEdge(stack) {
      if (secrets.length === 0) return;
      if (acceptsAuthorizers && isOfAuthorizer(stack.event)) return;
      const incoming = incomingOf(stack.event);
      if (showsSecret(incoming, secrets)) {
        const visitorAddress = visitorAddressOf(incoming);
        stack.event = { ...stack.event, incoming: { ...incoming, visitorAddress } };
        return;
      }
      if (!acceptsDirectRequests) {
        throw new Problem('tenant-not-found', { actual: 'not by way of the edge' });
      }
      counters.count('DirectRequests');
    },
  };
}

/**
 * Returns whether a Lambda authorizer handed its own event on. Only who may invoke the function by IAM can do so: a client
 * of the API chooses what is inside `headers`, `body` and the like, and never a key beside them.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
function isOfAuthorizer(event: IncomingEvent): boolean {
  return 'type' in event && event.type === 'REQUEST';
}

/** Accepts only the methods of the endpoint. @throws Problem `method-not-allowed` */
export function methodGuard(methods: readonly string[]): EndpointMiddleware {
  return {
    before: function refuseOtherMethods({ event }) {
      const { method } = incomingOf(event);
      if (!methods.includes(method)) {
        throw new Problem('method-not-allowed', { expected: methods.join(', '), actual: method });
      }
    },
  };
}

/** Decodes the body of the request. @throws Problem `tooLarge` */
export function bodyReader(tooLarge: ProblemCode = 'body-too-large'): EndpointMiddleware {
  return {
    before: function decodeBody(stack) {
      const incoming = { ...incomingOf(stack.event), body: readBody(stack.event, tooLarge) };
      stack.event = { ...stack.event, incoming };
    },
  };
}

/**
 * Rejects an answer with too many bytes of headers: a long location, many cookies. API Gateway would turn it into a
 * 5xx, so that strangers could trigger alarms.
 * @throws Problem `answer-too-large`
 */
export function answerGuard(): EndpointMiddleware {
  return {
    after: function refuseLargeAnswer(stack) {
      const actualBytes = stack.response === null ? 0 : headerBytes(stack.response as Answer);
      if (actualBytes <= maximumHeaderBytes) return;
      throw new Problem('answer-too-large', {
        expected: `at most ${maximumHeaderBytes} bytes of headers`,
        actual: `${actualBytes} bytes`,
      });
    },
  };
}
