import { readRequest } from '../../http/request.ts';
import { newReference } from '../../ids/reference.ts';
import { type Random, systemRandom } from '../../ids/secret.ts';
import type { EndpointMiddleware } from './incoming-event.ts';

/** What a request gets that it did not bring: its time and its reference. */
export interface RequestOrigin {
  readonly clock?: (() => Date) | undefined;
  readonly random?: Random | undefined;
}

/** Reads the event as a request, all but its body. */
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
