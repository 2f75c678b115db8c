import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { assertionConsumerStep } from '../../functions/assertion-consumer/step.ts';
import type { Deployment } from '../../functions/deployment.ts';
import { sessionStep } from '../../functions/session/step.ts';
import { signOnStep } from '../../functions/sign-on/step.ts';
import { signOutStep } from '../../functions/sign-out/step.ts';
import { contextOf } from '../../functions/whereabouts.ts';
import { lambdaContext } from '../../infra/local/lambda-context.ts';
import { gallery } from '../../shared/apps/gallery.ts';
import { productionSite } from '../../shared/apps/site.ts';
import { dynamoDbFlowStore } from '../../shared/flows/dynamodb-flow-store.ts';
import { dynamoDbRefusalLog } from '../../shared/flows/dynamodb-refusal-log.ts';
import { endpoint, type LambdaHandler } from '../../shared/http/endpoint.ts';
import { systemRandom } from '../../shared/http/secret.ts';
import type { Tables } from '../../shared/store/dynamodb.ts';
import { cachedTenantStore } from '../../shared/tenants/cached-tenant-store.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/dynamodb-tenant-store.ts';
import { dynamoDbUserStore } from '../../shared/users/dynamodb-user-store.ts';
import { facts } from '../fixtures/facts.ts';

/** The functions over the tables of a test, at the hosts of the articles, at one frozen moment. */
export function productOver(tables: Tables) {
  const clock = () => facts.now;
  const deployment: Deployment = {
    sites: Object.values(gallery).map(productionSite),
    tenants: cachedTenantStore(dynamoDbTenantStore(tables.tenants), { clock }),
    users: dynamoDbUserStore(tables.tenants),
    flows: dynamoDbFlowStore(tables.flows),
    refusals: dynamoDbRefusalLog(tables.flows),
  };
  const ports = { ...deployment, random: systemRandom };
  const options = {
    clock,
    refusalEvent: 'sign-in.refused',
    refusalContext: (request: Parameters<typeof contextOf>[1]) => contextOf(deployment.sites, request),
  } as const;
  return {
    deployment,
    signOn: endpoint(signOnStep(ports), { ...options, methods: ['GET'] }),
    assertionConsumer: endpoint(assertionConsumerStep(ports), { ...options, methods: ['POST'] }),
    session: endpoint(sessionStep(deployment), { ...options, methods: ['GET'], problems: 'json' }),
    signOut: endpoint(signOutStep(deployment), { ...options, methods: ['POST'] }),
  };
}

/** A request as a test writes it. */
export interface Asked {
  readonly method?: string;
  readonly url: string;
  readonly cookies?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly form?: string;
}

/** Runs `handler` for a request in payload 2.0, form posts in base64, as API Gateway makes it. */
export function ask(handler: LambdaHandler, asked: Asked): Promise<APIGatewayProxyStructuredResultV2> {
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
export function cookiesOf({ cookies = [] }: APIGatewayProxyStructuredResultV2): readonly string[] {
  return cookies.filter((cookie) => !/Max-Age=0/i.test(cookie)).map((cookie) => cookie.split(';')[0] ?? '');
}
