import { readBody } from '../body.ts';
import { type EndpointMiddleware, incomingOf } from './incoming-event.ts';

/** Gives the request its body. @throws Problem `body-too-large` */
export function bodyReader(): EndpointMiddleware {
  return {
    before: function decodeBody(stack) {
      const incoming = { ...incomingOf(stack.event), body: readBody(stack.event) };
      stack.event = { ...stack.event, incoming };
    },
  };
}
