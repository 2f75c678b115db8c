/** How long an answer of the store is reused, in milliseconds: strangers who ask more often cost no read. */
export const readinessMemoryMilliseconds = 5_000;

/**
 * How long the store may take, in milliseconds. Route 53 waits two seconds for an answer, and a cold start takes some
 * of them.
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
 */
export const readinessTimeoutMilliseconds = 1_000;
