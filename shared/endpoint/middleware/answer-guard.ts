import { type Answer, headerBytes, maximumHeaderBytes } from '../../http/answer.ts';
import { Problem } from '../../problems/problem.ts';
import type { EndpointMiddleware } from './incoming-event.ts';

/**
 * Refuses to give an answer with more headers than one can have, whatever the request made them of: a location,
 * cookies, anything that a route handler adds later. Without it API Gateway answers 5xx, and strangers ring our alarms.
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
