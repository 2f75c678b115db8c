import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Answer } from '../../http/answer.ts';
import type { EndpointRequest } from '../../http/request.ts';

/** The event on its way through the stack: the first hook adds the request that it was read as. */
export type IncomingEvent = APIGatewayProxyEventV2 & { readonly incoming?: EndpointRequest };

/** A middleware of our stack. */
export type EndpointMiddleware = MiddlewareObj<IncomingEvent, Answer>;

/**
 * The request that the first hook has read.
 * @throws TypeError where it has not run, which would be a fault of the stack.
 */
export function incomingOf(event: IncomingEvent): EndpointRequest {
  if (event.incoming === undefined) throw new TypeError('the request has not been read');
  return event.incoming;
}
