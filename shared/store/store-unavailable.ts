/** The SDK's names for transient faults: the same request may be retried. */
const passing: ReadonlySet<string> = new Set([
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'InternalServerError',
  'ServiceUnavailable',
  'TimeoutError',
  'NetworkingError',
]);

/** Returns whether DynamoDB was unreachable or unavailable: a fault that passes if the person retries later. */
export function isStoreUnavailable(error: unknown): boolean {
  // Only errors from the SDK carry its metadata; our time-outs do not.
  if (!(error instanceof Error) || !('$metadata' in error)) return false;
  const { code, $fault } = error as { readonly code?: unknown; readonly $fault?: unknown };
  const unreachable = typeof code === 'string' && /^E[A-Z]+$/.test(code);
  return passing.has(error.name) || $fault === 'server' || unreachable;
}
