import type {
  APIGatewayProxyEventV2,
  APIGatewayRequestAuthorizerEvent,
  APIGatewayRequestAuthorizerEventV2,
  Context,
} from 'aws-lambda';
import { type EndpointRequest, readRequest } from '../http/request.ts';
import { newReference } from '../ids/reference.ts';
import { logUnexpectedError } from '../observability/log.ts';
import { counters } from '../observability/metrics.ts';
import { isStoreUnavailable } from '../store/store-unavailable.ts';
import type { LambdaHandler } from './endpoint.ts';

/** What API Gateway asks a Lambda authorizer: an HTTP API in payload 2.0, a REST API (or an HTTP API) in 1.0. */
export type AuthorizerEvent = APIGatewayRequestAuthorizerEventV2 | APIGatewayRequestAuthorizerEvent;

/** What an authorizer decides about a request. Values are texts: a REST API takes nothing else. */
export interface AuthorizerDecision {
  readonly isAuthorized: boolean;
  /** What the API hands to its integration, and to its access log. */
  readonly context: Readonly<Record<string, string>>;
}

/** The answer to payload 1.0. */
interface PolicyAnswer {
  readonly principalId: string;
  readonly policyDocument: object;
  readonly context: AuthorizerDecision['context'];
}

/** A request to an API that is protected by an authorizer. */
export interface AuthorizedRequest extends EndpointRequest {
  /** What the owner of the API has set on its stage; a client cannot. */
  readonly stageVariables: Readonly<Record<string, string | undefined>>;
}

/** A Lambda function that API Gateway calls as an authorizer. */
export type AuthorizerHandler = (event: AuthorizerEvent) => Promise<AuthorizerDecision | PolicyAnswer>;

/**
 * Returns a Lambda authorizer around a decision. It answers payload 2.0 in the simple form and payload 1.0 with an IAM
 * policy for the whole stage: API Gateway may reuse one answer for every route. Where no decision is possible, it
 * throws: the API answers 500, and remembers nothing.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 */
export function authorizer(
  decide: (request: AuthorizedRequest) => Promise<AuthorizerDecision>,
  clock: () => Date = () => new Date(),
): AuthorizerHandler {
  return async (event) => {
    const reference = newReference();
    try {
      const request = readRequest(requestEventOf(event), reference, clock());
      const decision = await decide({ ...request, stageVariables: event.stageVariables ?? {} });
      return 'routeArn' in event ? decision : policyOf(decision, event.methodArn);
    } catch (error) {
      logUnexpectedError(error, reference);
      const code = isStoreUnavailable(error) ? 'store-unavailable' : 'internal';
      throw new Error(`No decision: ${code}, reference ${reference}`);
    } finally {
      counters.publish();
    }
  };
}

/**
 * Returns one function for both: API Gateway's question to an authorizer goes to `authorize`, every other event to
 * `answer`. So does an authorizer's event whose path someone has changed to `path`: a function of the vendor's hands its
 * own event on to ask for the answer of that path. A client of an API chooses none of the keys that tell them apart.
 */
export function withAuthorizer(
  path: string,
  answer: LambdaHandler,
  authorize: AuthorizerHandler,
): (event: APIGatewayProxyEventV2 | AuthorizerEvent, context: Context) => Promise<unknown> {
  return (event, context) => {
    const asksForDecision = 'methodArn' in event || ('routeArn' in event && event.rawPath !== path);
    return asksForDecision ? authorize(event) : answer(event as APIGatewayProxyEventV2, context);
  };
}

/** The request in payload 2.0, without its query: parameters of the vendor's own say nothing about the session. */
function requestEventOf(event: AuthorizerEvent): Parameters<typeof readRequest>[0] {
  const headers = definedOf(event.headers ?? {});
  const { domainName = '' } = event.requestContext;
  const method = 'routeArn' in event ? event.requestContext.http.method : event.httpMethod;
  const path = 'routeArn' in event ? event.rawPath : event.path;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: '',
    cookies: [...cookiesOf(event)],
    headers,
    requestContext: {
      accountId: '',
      apiId: '',
      domainName,
      domainPrefix: '',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '', userAgent: '' },
      requestId: '',
      routeKey: '$default',
      stage: '',
      time: '',
      timeEpoch: 0,
    },
    isBase64Encoded: false,
  };
}

function cookiesOf(event: AuthorizerEvent): readonly string[] {
  if ('routeArn' in event && event.cookies !== undefined) return event.cookies;
  const lines = 'multiValueHeaders' in event && event.multiValueHeaders ? event.multiValueHeaders : {};
  const sent = Object.entries(lines).flatMap(([name, values]) => (isCookie(name) ? (values ?? []) : []));
  const single = Object.entries(event.headers ?? {}).flatMap(([name, value = '']) =>
    isCookie(name) ? [value] : [],
  );
  return (sent.length > 0 ? sent : single).flatMap((line) => line.split(/; */)).filter(Boolean);
}

function isCookie(name: string): boolean {
  return name.toLowerCase() === 'cookie';
}

function definedOf(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** `arn:aws:execute-api:eu-central-1:123456789012:api/stage/GET/orders`: the policy is for `…:api/stage/*`. */
function policyOf({ isAuthorized, context }: AuthorizerDecision, methodArn: string): PolicyAnswer {
  const [api = '', stage = ''] = methodArn.split('/');
  return {
    principalId: context['user'] ?? 'nobody',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Action: 'execute-api:Invoke',
          Effect: isAuthorized ? 'Allow' : 'Deny',
          Resource: `${api}/${stage}/*`,
        },
      ],
    },
    context,
  };
}
