/*
 * What `GET /session` answers, as types: the package exports them as `latchkey/session`. This file imports nothing, so
 * that an application which uses them needs no other type of the package. docs/reference/session.schema.json says the
 * same as JSON Schema.
 */

/** The answer 200: the person who is signed in. Fields may be added in a minor version. */
export interface SessionAnswer {
  /** The id of the app that the person signed in to: `time`. */
  readonly app: string;
  /** The name of the person's organisation in that app: `acme`. Compare it with the one that you serve. */
  readonly tenant: string;
  readonly user: SessionAnswerUser;
  /**
   * What the person's directory said of them at the sign-in, by the claims that the app gets: one text, or a list for a
   * claim of many values. A claim without a value is absent, and so is `claims` if there is none.
   */
  readonly claims?: Readonly<Record<string, string | readonly string[]>>;
  /** When the person signed in: UTC, `2027-03-02T09:15:00.000Z`. */
  readonly signedInAt: string;
  /**
   * When the person proved to their directory who they are: in the same form, in whole seconds. It may be months before
   * `signedInAt`, unless the sign-in asked for reauthentication. Absent of a session of an earlier release.
   */
  readonly authenticatedAt?: string;
  /** How they did it, by the directory's AuthnContextClassRef. Absent if the directory states none. */
  readonly acr?: string;
  /**
   * The methods that the directory names, as RFC 8176 calls them: `['pwd', 'mfa']`. `mfa` stands there exactly if the
   * directory says that there were several factors. Absent if the directory names no known method.
   */
  readonly amr?: readonly string[];
  /** When the session ends at the latest, in the same form. It may end earlier: ask again. */
  readonly expiresAt: string;
}

/** The person of a {@link SessionAnswer}. */
export interface SessionAnswerUser {
  /** Never changes and is never used for another person: the key for your own data. */
  readonly id: string;
  /** The sign-in name at the time of the sign-in. It may change, and another person may get it. */
  readonly signInName: string;
  readonly displayName?: string;
  /** There, and true, for an administrator of the tenant's single sign-on. */
  readonly administrator?: true;
}

/**
 * Why an answer 401 names no person. `not-signed-in`: no cookie, or one that proves no session here. `other-app`,
 * `other-tenant`: the person is signed in, but not to the app or the tenant that the caller named.
 */
export type SessionRefusal = 'not-signed-in' | 'other-app' | 'other-tenant';

/** The answer 401. */
export interface SessionRefused {
  readonly error: SessionRefusal;
}

/** Every answer with another status: 404, 405, 500, 503. A problem document (RFC 9457). */
export interface SessionProblem {
  /** The code of the problem: `tenant-not-found` at a host that is none of the stage, `store-unavailable`. */
  readonly error: string;
  /** The problem in an English sentence. */
  readonly title: string;
  readonly status: number;
  /** What the log line is found by: `7KQF-M2ZD`. */
  readonly reference: string;
  /** The time of the request, UTC. */
  readonly at: string;
}
