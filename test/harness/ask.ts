import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { lambdaContext } from '../../infra/local/lambda-context.ts';
import type { LambdaHandler } from '../../shared/endpoint/endpoint.ts';

/** A request as a test writes it. */
export interface Asked {
  /** Default: POST where there is a form, else GET. */
  readonly method?: string;
  readonly url: string;
  readonly cookies?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly form?: string;
}

/** What a handler answers. */
export type Answered = APIGatewayProxyStructuredResultV2;

/** Runs `handler` for a request in payload 2.0, form posts in base64, as API Gateway makes it. */
export function ask(handler: LambdaHandler, asked: Asked): Promise<Answered> {
  const { hostname, pathname, search } = new URL(asked.url);
  const { method = asked.form === undefined ? 'GET' : 'POST', form } = asked;
  const event: APIGatewayProxyEventV2 = {
    version: '2.0',
    routeKey: `${method} ${pathname}`,
    rawPath: pathname,
    rawQueryString: search.slice(1),
    cookies: [...(asked.cookies ?? [])],
    headers: {
      ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      ...asked.headers,
    },
    requestContext: {
      accountId: '',
      apiId: '',
      domainName: hostname,
      domainPrefix: '',
      http: { method, path: pathname, protocol: 'HTTP/1.1', sourceIp: '', userAgent: '' },
      requestId: '',
      routeKey: '',
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
    ...(form === undefined ? {} : { body: Buffer.from(form).toString('base64') }),
    isBase64Encoded: form !== undefined,
  };
  return handler(event, lambdaContext());
}

/** The `name=value` parts of an answer's cookies that set something: what a browser would send back. */
export function cookiesOf({ cookies = [] }: Answered): readonly string[] {
  return cookies.filter((cookie) => !/Max-Age=0/i.test(cookie)).map((cookie) => cookie.split(';')[0] ?? '');
}

/** Where an answer leads; the empty string where it is no redirect. */
export function locationOf({ headers }: Answered): string {
  return String(headers?.['location'] ?? '');
}

/** An answer without the reference and the time on it, which differ between any two. */
export function withoutTrace({ body, ...rest }: Answered): Answered {
  return { ...rest, body: (body ?? '').replace(/[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/g, 'REFERENCE') };
}
