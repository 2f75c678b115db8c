import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Cookies, readCookies } from './cookies.ts';
import { type Language, preferredLanguage } from './language.ts';

/** A request as a route handler sees it: only what is trusted of the event. */
export interface EndpointRequest {
  /** Upper-case, as sent. */
  readonly method: string;
  /**
   * The host that the caller reached, lower-case, without port: the domain name that API Gateway matched. It never
   * depends on `Host` and `X-Forwarded-Host`, which any client can set.
   */
  readonly host: string;
  readonly path: string;
  /** As sent, undecoded, without `?`. */
  readonly rawQuery: string;
  readonly cookies: Cookies;
  readonly contentType: string | undefined;
  /** The language of the answer's page: our language that the browser prefers most. */
  readonly language: Language;
  /** Decoded from the event's encoding; undefined where the request has none. */
  readonly body: Uint8Array | undefined;
  /** The reference of this request on its page and in the log: `7KQF-M2ZD`. */
  readonly reference: string;
  /** The time of the request: the only clock of a route handler. */
  readonly receivedAt: Date;
  /**
   * The address of the visitor, for the log alone. Known only where an edge has said it and proved itself; otherwise the
   * API's own log has it.
   */
  readonly visitorAddress?: string | undefined;
  /**
   * Returns a header by name, in any case; repeated ones are joined by commas. `Host`, `Forwarded` and `X-Forwarded-*`
   * are never returned: no URL may be built from them.
   */
  header(name: string): string | undefined;
}

const neverHandedOn = /^(?:host|forwarded|x-forwarded-.*|x-original-.*)$/;

/** Reads `event`, without its body, which is read only after the checks of method and size. */
export function readRequest(
  event: APIGatewayProxyEventV2,
  reference: string,
  receivedAt: Date,
): EndpointRequest {
  const headers = new Map(Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    method: event.requestContext.http.method,
    host: event.requestContext.domainName.toLowerCase(),
    path: event.rawPath,
    rawQuery: event.rawQueryString,
    cookies: readCookies(event.cookies),
    contentType: headers.get('content-type'),
    language: preferredLanguage(headers.get('accept-language')),
    body: undefined,
    reference,
    receivedAt,
    header: (name) => {
      const key = name.toLowerCase();
      return neverHandedOn.test(key) ? undefined : headers.get(key);
    },
  };
}
