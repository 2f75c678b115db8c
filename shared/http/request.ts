import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Cookies, readCookies } from './cookies.ts';
import { type Language, preferredLanguage } from './language.ts';

/** A request as a route handler sees it: everything that is believed of it, and nothing else of the event. */
export interface EndpointRequest {
  /** Upper-case, as sent. */
  readonly method: string;
  /**
   * The host that the caller reached, lower-case, without port: the domain name that API Gateway matched.
   * `Host` and `X-Forwarded-Host`, which anybody may write, have no part in it.
   */
  readonly host: string;
  readonly path: string;
  /** As sent, undecoded, without `?`. */
  readonly rawQuery: string;
  readonly cookies: Cookies;
  readonly contentType: string | undefined;
  /** What a page for whoever asks is written in: of our languages the one that the browser likes best. */
  readonly language: Language;
  /** Decoded from the event's encoding; undefined where the request has none. */
  readonly body: Uint8Array | undefined;
  /** What page and log call this request by: `7KQF-M2ZD`. */
  readonly reference: string;
  /** The time of the request: the only clock that a route handler looks at. */
  readonly receivedAt: Date;
  /**
   * A header by name, in any case; several of one name come joined by commas. `Host`, `Forwarded` and
   * `X-Forwarded-*` are never handed on: no URL of ours may be made of them.
   */
  header(name: string): string | undefined;
}

const neverHandedOn = /^(?:host|forwarded|x-forwarded-.*|x-original-.*)$/;

/** What `event` asks, without its body, which is only read once method and size have been checked. */
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
