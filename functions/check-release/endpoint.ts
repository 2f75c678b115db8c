import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { edgeHeader } from '../../shared/http/edge.ts';
import type {
  CheckAnswer,
  CheckedFunction,
  CheckRequest,
  SendCheck,
} from '../../shared/sign-in-check/check-sign-in.ts';

/** Invokes a version of a function and returns its answer. @throws Error where it does not start, crashes or times out */
export type InvokeVersion = (
  arn: string,
  event: APIGatewayProxyEventV2,
) => Promise<APIGatewayProxyStructuredResultV2>;

/** The new version of each function that a sign-in passes through, by its ARN. */
export type NewVersions = Readonly<Record<CheckedFunction, string>>;

/**
 * Returns a sender that invokes the new versions directly, before any request of a person reaches them. The event is
 * the one that API Gateway makes. @param edgeSecret What CloudFront would show, where there is an edge.
 */
export function sendToVersions(
  versions: NewVersions,
  invoke: InvokeVersion,
  edgeSecret: string | undefined,
): SendCheck {
  return async (request) => {
    const edge: Record<string, string> = edgeSecret === undefined ? {} : { [edgeHeader]: edgeSecret };
    return answerOf(await invoke(versions[request.function], eventOf(request, edge)));
  };
}

function eventOf(
  { method, url, cookies, form, headers }: CheckRequest,
  edge: Readonly<Record<string, string>>,
): APIGatewayProxyEventV2 {
  const { hostname, pathname, search } = new URL(url);
  const type = form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: pathname,
    rawQueryString: search.slice(1),
    cookies: [...cookies],
    headers: { ...type, ...edge, ...headers },
    requestContext: {
      accountId: '',
      apiId: '',
      domainName: hostname,
      domainPrefix: hostname.split('.')[0] ?? '',
      http: { method, path: pathname, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'check' },
      requestId: 'release-check',
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
    ...(form === undefined ? {} : { body: form }),
    isBase64Encoded: false,
  };
}

function answerOf(result: APIGatewayProxyStructuredResultV2): CheckAnswer {
  const { statusCode = 0, headers = {}, cookies = [], body = '', isBase64Encoded = false } = result;
  const location = headers['location'];
  return {
    status: statusCode,
    location: location === undefined ? undefined : String(location),
    setCookies: cookies,
    body: isBase64Encoded ? Buffer.from(body, 'base64').toString() : body,
  };
}
