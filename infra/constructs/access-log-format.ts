/**
 * One JSON line a request. Neither query nor cookies nor body are in it: a query may hold a SAML message, a cookie
 * is a session. `path` has no query. Each field is paid for a million times: what `status` and `functionError` tell
 * together has none of its own.
 */
export const accessLogFormat = JSON.stringify({
  time: '$context.requestTime',
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
  functionError: '$context.integrationErrorMessage',
  error: '$context.error.message',
});
