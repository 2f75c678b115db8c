/** The time-out of one fetch from the first packet to the last byte, in milliseconds. */
export const fetchTimeoutMilliseconds = 8_000;

/** The jobs of one invocation, all at the same time. */
export const jobsPerBatch = 10;

/**
 * The invocations at a time: bounds the load on directories. Even if every directory hung until the time-out, a
 * million tenants would be refreshed in time (`test/bench/refresh/arithmetic.ts`).
 */
export const concurrentBatches = 20;
