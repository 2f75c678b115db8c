import { accessLogFormat } from '../../../infra/constructs/latchkey-api.ts';

/** What API Gateway knows of a request, in the lengths that it really has. */
interface Request {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly routeKey: string;
  readonly status: number;
}

/** How many bytes the line of a request in the access log has. */
export function accessLogBytes({ host, method, path, routeKey, status }: Request): number {
  const known: Readonly<Record<string, string | number>> = {
    '$context.requestId': 'JKJaXmPLvHcESHA=',
    '$context.identity.sourceIp': '203.0.113.210',
    '$context.identity.userAgent':
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
    '$context.domainName': host,
    '$context.httpMethod': method,
    '$context.path': path,
    '$context.routeKey': routeKey,
    '$context.status': status,
    '$context.responseLatency': 42,
  };
  const line = accessLogFormat.replaceAll(/\$context\.[A-Za-z.]+/g, (field) => String(known[field] ?? '-'));
  return Buffer.byteLength(line);
}
