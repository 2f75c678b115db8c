/** The variable that says how long a session of this deployment lasts at most, in seconds. */
export const maximumSessionVariable = 'LATCHKEY_MAXIMUM_SESSION_SECONDS';

/**
 * The variable that says what becomes of a response that nobody asked for: `accept`, where the app takes such, or
 * `restart`, which answers each by a sign-in of our own.
 */
export const unsolicitedVariable = 'LATCHKEY_UNSOLICITED_RESPONSES';
