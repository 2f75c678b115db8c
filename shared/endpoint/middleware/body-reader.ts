import { readBody } from '../../http/body.ts';
import type { ProblemCode } from '../../problems/problem.ts';
import { type EndpointMiddleware, incomingOf } from './incoming-event.ts';

/** Gives the request its body. @throws Problem `tooLarge` */
export function bodyReader(tooLarge: ProblemCode = 'body-too-large'): EndpointMiddleware {
  return {
    before: function decodeBody(stack) {
      const incoming = { ...incomingOf(stack.event), body: readBody(stack.event, tooLarge) };
      stack.event = { ...stack.event, incoming };
    },
  };
}
