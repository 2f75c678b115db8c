import { withHeaders } from '../http/answer.ts';
import { defaultLanguage } from '../http/language.ts';
import type { EndpointRequest } from '../http/request.ts';
import { newReference } from '../ids/reference.ts';
import { defined } from '../objects/defined.ts';
import { logDecision, logUnexpectedError, type RejectedRequest } from '../observability/log.ts';
import { Problem } from '../problems/problem.ts';
import { isStoreUnavailable } from '../store/store-unavailable.ts';
import type { EndpointMiddleware } from './middleware.ts';
import { type ProblemFormat, problemAnswer } from './problem-answer.ts';
import { type ProblemContext, ProblemResponse } from './problem-response.ts';

/** How an endpoint answers its problems. */
export interface ProblemHandling {
  readonly methods: readonly string[];
  readonly format: ProblemFormat;
  readonly event: RejectedRequest['event'];
  readonly contextOf: (request: EndpointRequest) => ProblemContext;
}

/**
 * Answers every failed request with one page or document, with the problem's status, and logs one line. Any error but a
 * Problem or a ProblemResponse is unexpected: it is logged with its stack and shown as `internal`.
 */
export function problemCatcher({ methods, format, event, contextOf }: ProblemHandling): EndpointMiddleware {
  return {
    onError: function answerProblem(stack) {
      const { incoming } = stack.event;
      const reference = incoming?.reference ?? newReference();
      const { problem, context: known, fault } = refusalIn(stack.error);
      if (fault !== undefined) logUnexpectedError(fault, reference);
      const context = { ...(incoming === undefined ? {} : safely(contextOf, incoming, reference)), ...known };
      const { app, ...rest } = context;
      logDecision({
        ...rest,
        ...defined({ app: app?.id }),
        event,
        reference,
        problem,
        address: incoming?.visitorAddress,
      });
      const answer = problemAnswer(
        problem,
        {
          reference,
          receivedAt: incoming?.receivedAt ?? new Date(),
          language: incoming?.language ?? defaultLanguage,
        },
        context,
        format,
      );
      stack.response =
        problem.code === 'method-not-allowed' ? withHeaders(answer, { allow: methods.join(', ') }) : answer;
    },
  };
}

interface FoundRejection {
  readonly problem: Problem;
  readonly context: ProblemContext;
  /** The error to log with its stack. */
  readonly fault?: unknown;
}

function refusalIn(error: unknown): FoundRejection {
  if (error instanceof ProblemResponse) return withCause(error.problem, error.context, error);
  if (error instanceof Problem) return withCause(error, {}, error);
  const code = isStoreUnavailable(error) ? 'store-unavailable' : 'internal';
  return { problem: new Problem(code), context: {}, fault: error };
}

function withCause(problem: Problem, context: ProblemContext, { cause }: Error): FoundRejection {
  return cause === undefined ? { problem, context } : { problem, context, fault: cause };
}

/** Returns no context if it throws: the page of a problem must not fail for lack of its context. */
function safely(
  contextOf: ProblemHandling['contextOf'],
  request: EndpointRequest,
  reference: string,
): ProblemContext {
  try {
    return contextOf(request);
  } catch (error) {
    logUnexpectedError(error, reference);
    return {};
  }
}
