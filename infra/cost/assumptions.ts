/** What cannot be measured on one machine, with the reason. Printed beside every result. */
export const assumptions = {
  /** A vendor's application asks once, and remembers the answer with its own session. */
  sessionRequestsPerSignIn: 1,
  /** Of all invocations, those that begin with an empty process. */
  coldStartShare: 0.02,
  /** Lambda gives a function this much memory a whole processor with. */
  memoryMbOfOneProcessor: 1_769,
  /** What one request to DynamoDB or KMS in the same region takes, of which the function only waits. */
  waitMilliseconds: 5,
  /** What Node itself takes to start, before the bundle is loaded. */
  runtimeStartMilliseconds: 100,
  /** CloudWatch adds so many bytes to a line. */
  bytesAddedToLogLine: 26,
  logRetentionDays: 90,
  /** Tenants, users and histories: a few hundred thousand people. */
  keptGb: 0.1,
  /** How many tenants have their metadata refreshed, each once a day, and what one refresh takes at most. */
  refreshedTenants: 100,
  refresh: { seconds: 2, memoryMb: 512, readUnits: 2, writeUnits: 3, queueRequests: 3, logBytes: 2_000 },
} as const;

/** The same in words. */
export function assumptionsText(): readonly string[] {
  const { coldStartShare, keptGb, logRetentionDays, refreshedTenants, sessionRequestsPerSignIn } =
    assumptions;
  return [
    'List prices, no free tier, no discount.',
    `A sign-in is one sign-on, one post to the assertion consumer and ${sessionRequestsPerSignIn} \`GET /session\`; the tenant, whose name has 17 letters, is not remembered; the user, whose sign-in name has 39, has signed in before. Each further \`GET /session\` and each sign-out is priced on its own.`,
    'Units of DynamoDB are those that the embedded engine reports for the calls of the deployed bundles; it knows of no indexes, so what a write to each index takes is added from the sizes of the items before and after. A flow is of more than 1,024 bytes, since it keeps how the directory wrote its message: what is less takes two units less.',
    `A duration in Lambda is the processor time of the bundle here, stretched by the share of a processor that the function's memory buys (1,769 MB are one), and ${assumptions.waitMilliseconds} ms of waiting for each request to DynamoDB. A core of Graviton is taken to be as fast as one here.`,
    `${coldStartShare * 100} % of the invocations are cold; their start is billed, with ${assumptions.runtimeStartMilliseconds} ms for Node itself.`,
    `Log lines are those that were written, plus ${assumptions.bytesAddedToLogLine} bytes each, kept for ${logRetentionDays} days.`,
    `Tenants holds ${keptGb} GB; ${refreshedTenants} tenants have their metadata refreshed once a day, each in ${assumptions.refresh.seconds} seconds. A run of the schedule was measured without tenants.`,
  ];
}
