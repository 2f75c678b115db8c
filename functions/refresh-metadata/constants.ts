/** How long a directory may take from the first packet to the last byte, in milliseconds. */
export const fetchTimeoutMilliseconds = 8_000;

/** How many jobs one invocation runs, all at the same time. */
export const jobsPerBatch = 10;

/**
 * How many invocations there are at a time: what all directories together are asked at once has an end. Were every
 * directory to hang, a million tenants would still be refreshed in time (`test/bench/refresh/arithmetic.ts`).
 */
export const concurrentBatches = 20;
