/**
 * Why sessions end, and what ends by it: one `session`, every session of a `user`, every session of a `tenant`.
 * Stored flows and events hold these words: add words, and never change or reuse one.
 *
 * | reason | whose decision |
 * |---|---|
 * | `signed-out` | the person, in this browser or at a client of the provider |
 * | `directory-logout` | the directory, by a LogoutRequest |
 * | `revoked` | an operator, by `session revoke` |
 * | `replaced` | another sign-in of the same browser |
 * | `too-many` | another sign-in of a person who has as many sessions as the tenant allows |
 * | `signed-out-everywhere` | the person, on every device |
 * | `user-sessions-revoked` | an operator, for every device of a person |
 * | `user-deactivated`, `user-removed` | an operator, or an import |
 * | `user-changed` | an operator: another name, another directory identity, an administrator's right withdrawn |
 * | `tenant-sessions-revoked` | an operator, or an administrator who replaced the connection |
 * | `tenant-disabled`, `tenant-removed` | an operator |
 *
 * The end of its time (`expiresAt`) and the idle time-out end a session as well, without a write: they are no reasons
 * here, because each reader computes them.
 */
export const sessionEndReasons = {
  'signed-out': 'session',
  'directory-logout': 'session',
  revoked: 'session',
  replaced: 'session',
  'too-many': 'session',
  'signed-out-everywhere': 'user',
  'user-sessions-revoked': 'user',
  'user-deactivated': 'user',
  'user-removed': 'user',
  'user-changed': 'user',
  'tenant-sessions-revoked': 'tenant',
  'tenant-disabled': 'tenant',
  'tenant-removed': 'tenant',
} as const satisfies Readonly<Record<string, 'session' | 'user' | 'tenant'>>;

/** One of {@link sessionEndReasons}. */
type SessionEndReason = keyof typeof sessionEndReasons;

/** The reasons that end everything of `Scope`. */
export type ReasonOf<Scope extends 'session' | 'user' | 'tenant'> = {
  [Reason in SessionEndReason]: (typeof sessionEndReasons)[Reason] extends Scope ? Reason : never;
}[SessionEndReason];

/** Why and when a session was ended: a flow keeps it while its item is stored. */
export interface EndOfSession {
  readonly reason: SessionEndReason;
  readonly at: Date;
}

/** An {@link EndOfSession} that ends everything of `Scope`. */
export type EndOf<Scope extends 'session' | 'user' | 'tenant'> = EndOfSession & {
  readonly reason: ReasonOf<Scope>;
};
