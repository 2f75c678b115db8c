import { isUtf8 } from 'node:buffer';
import { urlEncodedFields } from './count-fields.ts';
import type { EndpointRequest } from './request.ts';

/** The parameters of a form, each with its one value; those without a value are left out. Or what is wrong with it. */
export type FormParameters =
  | { readonly parameters: ReadonlyMap<string, string> }
  | { readonly fault: string };

const mediaType = /^application\/x-www-form-urlencoded(?:[ \t]*;[ \t]*charset="?utf-8"?)?$/i;

/** A request of OAuth has fewer than ten parameters. */
const maximumParameters = 64;

/**
 * Reads a form as OAuth 2.0 posts it: one media type, no query, UTF-8, and each parameter once. Takes time linear in
 * the size of the body.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-3.2
 */
export function readFormParameters({
  contentType,
  rawQuery,
  body = new Uint8Array(),
}: Pick<EndpointRequest, 'contentType' | 'rawQuery' | 'body'>): FormParameters {
  if (!mediaType.test(contentType ?? '')) return { fault: 'another media type than a form' };
  if (rawQuery !== '') return { fault: 'a query' };
  if (urlEncodedFields(body) > maximumParameters)
    return { fault: `more than ${maximumParameters} parameters` };
  if (!isUtf8(body)) return { fault: 'a body that is not UTF-8' };
  const text = Buffer.from(body).toString('utf8');
  if (!isWellEncoded(text)) return { fault: 'percent escapes that are not UTF-8' };
  const parameters = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (parameters.has(name)) return { fault: 'a parameter twice' };
    parameters.set(name, value);
  }
  return { parameters: new Map([...parameters].filter(([, value]) => value !== '')) };
}

function isWellEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
