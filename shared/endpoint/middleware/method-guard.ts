import { Problem } from '../../problems/problem.ts';
import { type EndpointMiddleware, incomingOf } from './incoming-event.ts';

/** Lets the methods of the endpoint pass. @throws Problem `method-not-allowed` */
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
