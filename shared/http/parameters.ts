import { isUtf8 } from 'node:buffer';
import { Problem } from '../problems/problem.ts';
import { urlEncodedFields } from './count-fields.ts';
import type { EndpointRequest } from './request.ts';

/** The parameters of a request to the OpenID Provider. Empty values count as absent (RFC 6749 3.1). */
export interface Parameters {
  /** Returns the value of a parameter that occurs once; undefined where it is absent or repeated. */
  one(name: string): string | undefined;
  /** Returns whether a parameter has two values or more: two readers might choose different ones. */
  isRepeated(name: string): boolean;
}

/** How many parameters a request may have. The protocol knows about twenty, and load balancers add at most ten. */
export const maximumParameters = 64;

const mediaType = /^application\/x-www-form-urlencoded(?:[ \t]*;[ \t]*charset="?utf-8"?)?$/i;

/**
 * Reads the parameters of a GET from its query; those of a POST from its form and its query together. Takes time linear
 * in their size.
 * @throws Problem `openid-request-malformed` for another media type, more than {@link maximumParameters}, and octets or
 * percent escapes that are not UTF-8
 */
export function readParameters(
  request: Pick<EndpointRequest, 'method' | 'rawQuery' | 'contentType' | 'body'>,
): Parameters {
  const sent = [request.rawQuery, ...(request.method === 'POST' ? [formOf(request)] : [])];
  const values = new Map<string, string[]>();
  for (const text of sent) {
    for (const [name, value] of new URLSearchParams(requireWellFormed(text))) {
      if (value !== '') values.set(name, [...(values.get(name) ?? []), value]);
    }
  }
  return {
    one: (name) => {
      const [first, ...others] = values.get(name) ?? [];
      return others.length === 0 ? first : undefined;
    },
    isRepeated: (name) => (values.get(name) ?? []).length > 1,
  };
}

function formOf({ contentType, body }: Pick<EndpointRequest, 'contentType' | 'body'>): string {
  if (!mediaType.test(contentType ?? '')) {
    throw malformed('application/x-www-form-urlencoded', contentType ?? 'no media type');
  }
  const octets = body ?? new Uint8Array();
  if (!isUtf8(octets)) throw malformed('UTF-8');
  return Buffer.from(octets).toString('utf8');
}

function requireWellFormed(text: string): string {
  const octets = Buffer.from(text);
  if (urlEncodedFields(octets) > maximumParameters)
    throw malformed(`at most ${maximumParameters} parameters`);
  try {
    decodeURIComponent(text);
  } catch {
    throw malformed('percent escapes of UTF-8');
  }
  return text;
}

function malformed(expected: string, actual?: string): Problem {
  return new Problem('openid-request-malformed', actual === undefined ? { expected } : { expected, actual });
}
