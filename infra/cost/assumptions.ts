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
  /** One run of the hourly check signs in and out once at each app, by a KMS key of its own. */
  signInCheck: { seconds: 3, memoryMb: 512, signaturesOfApp: 1 },
  refresh: { seconds: 2, memoryMb: 512, readUnits: 2, writeUnits: 3, queueRequests: 3, logBytes: 2_000 },
} as const;

/** The same in words. */
export function assumptionsText(): readonly string[] {
  const { coldStartShare, keptGb, logRetentionDays, refreshedTenants, sessionRequestsPerSignIn } =
    assumptions;
  return [
    'List prices, no free tier, no discount.',
    `A sign-in is one sign-on, one post to the assertion consumer and ${sessionRequestsPerSignIn} \`GET /session\`. The tenant’s name has 17 letters and is not cached. The user’s sign-in name has 39 letters, and the user has signed in before. Further \`GET /session\` requests and sign-outs are priced separately.`,
    'DynamoDB units are those that the embedded engine reports for the calls of the deployed bundles. It does not count indexes, so index writes are added from the sizes of the items before and after. A session of these names takes less than 1,024 bytes; one with a long path, long names or a dozen claims of the customer’s own takes two units more.',
    `A Lambda duration is the bundle's processor time on this machine (the lower quartile: other work on it only adds), divided by the share of a processor that the function's memory buys (1,769 MB buy one), plus ${assumptions.waitMilliseconds} ms of waiting for each DynamoDB request. A Graviton core is assumed to be as fast as one of this machine.`,
    `${coldStartShare * 100} % of the invocations are cold. Their start is billed, including ${assumptions.runtimeStartMilliseconds} ms for Node itself.`,
    `Log lines are the written ones, plus ${assumptions.bytesAddedToLogLine} bytes each, kept for ${logRetentionDays} days.`,
    `Each hour the stage signs in to itself at each app: ${assumptions.signInCheck.seconds} seconds of a function, ${assumptions.signInCheck.signaturesOfApp} signature by KMS and the requests of a sign-in. Each checker of Route 53 sends its requests all month, and each of them reads a table.`,
    `Tenants holds ${keptGb} GB; ${refreshedTenants} tenants have their metadata refreshed once a day, in ${assumptions.refresh.seconds} seconds each. The scheduled run was measured without tenants.`,
  ];
}
