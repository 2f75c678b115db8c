import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { defined } from '../../shared/objects/defined.ts';

/** What a test says of a request; everything else is a plain GET of `/` at acme's TimeTrack. */
export interface RequestOf {
  readonly method?: string;
  readonly host?: string;
  readonly path?: string;
  readonly query?: string;
  readonly cookies?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** An API Gateway event, payload 2.0, as the HTTP API sends it. */
export function eventOf(request: RequestOf = {}): APIGatewayProxyEventV2 {
  const method = request.method ?? 'GET';
  const path = request.path ?? '/';
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: request.query ?? '',
    ...(request.cookies === undefined ? {} : { cookies: [...request.cookies] }),
    headers: { ...request.headers },
    requestContext: {
      accountId: '123456789012',
      apiId: 'api',
      domainName: request.host ?? 'acme.timetrackenterprise.com',
      domainPrefix: 'acme',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'request',
      routeKey: '$default',
      stage: '$default',
      time: '22/Nov/2025:23:49:07 +0000',
      timeEpoch: 1763855347000,
    },
    ...defined({ body: request.body }),
    isBase64Encoded: request.isBase64Encoded ?? false,
  };
}

/** A Lambda context with all the time in the world. */
export function contextOf(remainingMillis = 10_000): Context {
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName: 'test',
    functionVersion: '1',
    invokedFunctionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:test',
    memoryLimitInMB: '512',
    awsRequestId: 'request',
    logGroupName: 'group',
    logStreamName: 'stream',
    getRemainingTimeInMillis: () => remainingMillis,
    done: () => {},
    fail: () => {},
    succeed: () => {},
  };
}
