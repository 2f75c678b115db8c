/** The variable that says how long a session of this deployment lasts at most, in seconds. */
export const maximumSessionVariable = 'LATCHKEY_MAXIMUM_SESSION_SECONDS';

/**
 * The variable that decides on unsolicited responses: `accept`, where the app accepts them, or `restart`, which starts
 * a sign-in by request for each.
 */
export const unsolicitedVariable = 'LATCHKEY_UNSOLICITED_RESPONSES';

/**
 * When a failure is answered in which one of our private keys was used, in milliseconds after the message was read. It
 * is the p99.9 of the work that it hides (two keys in KMS, the plaintext, one read and two writes), measured by
 * `test/bench/oracle/work.ts`: 231.9 ms of 5,000 posts on 2026-11-29, on two busy cores. What takes longer waits for
 * the next multiple. `npm run synth` holds the throttle against it.
 */
export const failureDelayMilliseconds = 240;
