/**
 * One JSON line a request. Neither query nor cookies nor body are in it: a query may hold a SAML message, a cookie
 * is a session. `path` has no query. The time is CloudWatch's own: each field is paid for a
 * million times.
 */
export const accessLogFormat = JSON.stringify({
  requestId: '$context.requestId',
  sourceIp: '$context.identity.sourceIp',
  userAgent: '$context.identity.userAgent',
  host: '$context.domainName',
  method: '$context.httpMethod',
  path: '$context.path',
  route: '$context.routeKey',
  status: '$context.status',
  responseBytes: '$context.responseLength',
  latencyMilliseconds: '$context.responseLatency',
  functionMilliseconds: '$context.integrationLatency',
  functionStatus: '$context.integrationStatus',
  functionError: '$context.integrationErrorMessage',
  error: '$context.error.message',
});
