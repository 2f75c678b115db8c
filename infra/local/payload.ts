import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/**
 * What a request becomes on its way through an HTTP API, payload 2.0: cookies apart from the headers, several
 * headers of one name joined by commas, form posts in base64, the matched domain without its port.
 */
export function payloadOf(request: IncomingMessage, body: Buffer): APIGatewayProxyEventV2 {
  const { path, rawQuery } = targetOf(request);
  const method = request.method ?? 'GET';
  const headers: Record<string, string> = {};
  const { cookie = [], ...others } = request.headersDistinct;
  for (const [name, values] of Object.entries(others)) {
    if (values !== undefined) headers[name] = values.join(',');
  }
  const cookies = cookie.flatMap((line) => line.split(/; */)).filter(Boolean);
  const now = new Date();
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: rawQuery,
    ...(cookies.length === 0 ? {} : { cookies }),
    headers,
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: hostOf(request),
      domainPrefix: hostOf(request).split('.')[0] ?? '',
      http: {
        method,
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: `${method} ${path}`,
      stage: '$default',
      time: now.toISOString(),
      timeEpoch: now.getTime(),
    },
    ...bodyOf(request, body),
  };
}

/** The host that the browser reached, without port. */
export function hostOf({ headers }: IncomingMessage): string {
  return (headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
}

/** Path and query as sent. */
export function targetOf({ url = '/' }: IncomingMessage): {
  readonly path: string;
  readonly rawQuery: string;
} {
  const mark = url.indexOf('?');
  return mark < 0 ? { path: url, rawQuery: '' } : { path: url.slice(0, mark), rawQuery: url.slice(mark + 1) };
}

/** API Gateway hands on text and JSON as they are, and everything else in base64. */
function bodyOf(
  request: IncomingMessage,
  body: Buffer,
): Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'> {
  if (body.length === 0) return { isBase64Encoded: false };
  const isText = /^(?:text\/|application\/(?:json|javascript|xml))/i.test(
    request.headers['content-type'] ?? '',
  );
  return isText
    ? { body: body.toString('utf8'), isBase64Encoded: false }
    : { body: body.toString('base64'), isBase64Encoded: true };
}
