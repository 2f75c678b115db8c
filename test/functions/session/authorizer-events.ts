import type { AuthorizerEvent } from '../../../shared/endpoint/authorizer.ts';

/** What a test says of a request to an API that an authorizer protects. */
export interface ProtectedRequest {
  readonly host: string;
  readonly cookies: readonly string[];
  readonly path?: string;
  readonly query?: string;
  readonly stageVariables?: Readonly<Record<string, string>>;
}

const api = 'arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5';

/**
 * The question of an HTTP API to its authorizer, payload 2.0.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function httpApiQuestion({
  host,
  cookies,
  path = '/reviews/1',
  query = '',
  stageVariables,
}: ProtectedRequest) {
  const cookie = cookies.join('; ');
  return {
    version: '2.0',
    type: 'REQUEST',
    routeArn: `${api}/$default/DELETE${path}`,
    identitySource: [cookie, host],
    routeKey: 'DELETE /reviews/{id}',
    rawPath: path,
    rawQueryString: query,
    cookies: [...cookies],
    headers: { cookie, host, accept: '*/*' },
    requestContext: {
      accountId: '123456789012',
      apiId: 'a1b2c3d4e5',
      domainName: host,
      domainPrefix: host.split('.')[0] ?? '',
      http: { method: 'DELETE', path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'id',
      routeKey: 'DELETE /reviews/{id}',
      stage: '$default',
      time: '22/Nov/2026:12:00:00 +0000',
      timeEpoch: 1_795_348_800_000,
    },
    pathParameters: { id: '1' },
    ...(stageVariables === undefined ? {} : { stageVariables }),
  } satisfies AuthorizerEvent;
}

/**
 * The question of a REST API to an authorizer of type REQUEST.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html
 */
export function restApiQuestion({ host, cookies, path = '/reviews/1', stageVariables }: ProtectedRequest) {
  const headers = { Cookie: cookies.join('; '), Host: host };
  const { requestContext: _, ...others } = httpApiQuestion({ host, cookies, path });
  const { resource, ...more } = { resource: '/reviews/{id}', httpMethod: 'DELETE', path };
  return {
    type: 'REQUEST',
    methodArn: `${api}/prod/DELETE${path}`,
    resource,
    ...more,
    headers,
    multiValueHeaders: { Cookie: [headers.Cookie], Host: [host] },
    queryStringParameters: {},
    multiValueQueryStringParameters: {},
    pathParameters: others.pathParameters,
    stageVariables: stageVariables ?? null,
    requestContext: { domainName: host, stage: 'prod', requestId: 'id' },
  } as unknown as AuthorizerEvent;
}
