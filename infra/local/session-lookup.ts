import type { LambdaHandler } from '../../shared/endpoint/endpoint.ts';
import { lambdaContext } from './lambda-context.ts';
import type { VendorApplicationOptions } from './vendor-application.ts';

/** Asks the session function who is signed in, as the vendor's application asks `GET /session`. */
export function sessionLookup(handler: LambdaHandler): VendorApplicationOptions['fetchSession'] {
  return async (host, cookieHeader) => {
    const domainName = host.replace(/:\d+$/, '').toLowerCase();
    const now = new Date();
    const answer = await handler(
      {
        version: '2.0',
        routeKey: 'GET /session',
        rawPath: '/session',
        rawQueryString: '',
        cookies: (cookieHeader ?? '').split(/; */).filter(Boolean),
        headers: {},
        requestContext: {
          accountId: '000000000000',
          apiId: 'local',
          domainName,
          domainPrefix: '',
          http: { method: 'GET', path: '/session', protocol: 'HTTP/1.1', sourceIp: '', userAgent: '' },
          requestId: 'local',
          routeKey: 'GET /session',
          stage: '$default',
          time: now.toISOString(),
          timeEpoch: now.getTime(),
        },
        isBase64Encoded: false,
      },
      lambdaContext(),
    );
    return { status: answer.statusCode ?? 500, body: answer.body ?? '' };
  };
}
