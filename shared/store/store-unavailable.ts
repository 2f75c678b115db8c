/** What the SDK calls faults that pass: the request may be made again, nothing is wrong with it. */
const passing: ReadonlySet<string> = new Set([
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'InternalServerError',
  'ServiceUnavailable',
  'TimeoutError',
  'NetworkingError',
]);

/** Whether DynamoDB could not be reached or would not answer now: a fault that a person outwaits. */
export function isStoreUnavailable(error: unknown): boolean {
  // Only what went through the SDK carries its metadata; our own time-outs do not.
  if (!(error instanceof Error) || !('$metadata' in error)) return false;
  const { code, $fault } = error as { readonly code?: unknown; readonly $fault?: unknown };
  const unreachable = typeof code === 'string' && /^E[A-Z]+$/.test(code);
  return passing.has(error.name) || $fault === 'server' || unreachable;
}
